package ai.agentcache.upload;

import ai.agentcache.time.Clock;
import ai.agentcache.upload.decision.Decisions;
import ai.agentcache.upload.edge.Edges;
import ai.agentcache.upload.edge.Observation;
import ai.agentcache.upload.tracking.FinishedUpload;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * What a finished upload teaches: how fast its edge is, and how good the prediction was. Only
 * uploads whose reports make up the file count. The bytes of several edges are not told apart, so
 * each counts with an equal part for its load, and with none for its rate: how an upload is divided
 * says nothing of how fast an edge is.
 */
@Singleton
final class UploadLessons {

  private static final double MILLIS = 1_000;

  private final Edges edges;
  private final Decisions decisions;
  private final Clock clock;

  UploadLessons(Edges edges, Decisions decisions, Clock clock) {
    this.edges = edges;
    this.decisions = decisions;
    this.clock = clock;
  }

  void learn(@Observes FinishedUpload upload) {
    if (!upload.verified() || upload.activeMillis() <= 0) {
      return;
    }
    double seconds = upload.activeMillis() / MILLIS;
    Optional<UUID> decision = upload.decision();
    decision.ifPresent(id -> decisions.finished(upload.tenant(), id, seconds, upload.bytes()));
    double rated = upload.edges().size() == 1 ? seconds : Double.NaN;
    upload.edges().stream()
        .filter(edge -> edges.find(edge).isPresent())
        .forEach(
            edge ->
                edges.observe(
                    edge,
                    Observation.upload(
                        clock.instant(),
                        true,
                        upload.bytes() / upload.edges().size(),
                        rated,
                        decision.orElse(null))));
  }
}
