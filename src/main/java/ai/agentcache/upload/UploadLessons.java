package ai.agentcache.upload;

import ai.agentcache.postgres.Unwritten;
import ai.agentcache.upload.decision.Decisions;
import ai.agentcache.upload.decision.Followed;
import ai.agentcache.upload.edge.Edges;
import ai.agentcache.upload.edge.Observation;
import ai.agentcache.upload.tracking.FinishedUpload;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What a finished upload teaches: how good the prediction was, and how fast its edge is. Only
 * uploads whose reports make up the file count, and of edges only who was sent to them can tell, as
 * with {@link Measurements}: the first upload that followed a decision, of the edges which that
 * lists, and no more than a client may measure. The bytes of several edges are not told apart, so
 * each counts with an equal part for its load, and with none for its rate: how an upload is divided
 * says nothing of how fast an edge is.
 */
@Singleton
final class UploadLessons implements Unwritten {

  private static final double MILLIS = 1_000;
  private static final double MEGABIT_BYTES = 125_000;

  private final Edges edges;
  private final Decisions decisions;

  UploadLessons(Edges edges, Decisions decisions) {
    this.edges = edges;
    this.decisions = decisions;
  }

  void score(@Observes FinishedUpload upload) {
    if (!upload.verified() || upload.activeMillis() <= 0) {
      return;
    }
    double seconds = upload.activeMillis() / MILLIS;
    List<String> used = upload.edges().stream().distinct().toList();
    upload
        .decision()
        .ifPresent(id -> decisions.finished(upload.caller(), id, seconds, upload.bytes(), used));
  }

  void learn(@Observes Followed upload) {
    upload.used().stream()
        .filter(upload.listed()::contains)
        .forEach(edge -> edges.observe(edge, observation(upload)));
  }

  static Observation observation(Followed upload) {
    long most = (long) (Measurement.MOST_MBPS * MEGABIT_BYTES * upload.seconds());
    long bytes = Math.min(upload.bytes(), most) / upload.used().size();
    double rated = upload.used().size() == 1 ? upload.seconds() : Double.NaN;
    return Observation.upload(upload.at(), true, bytes, rated, upload.decision());
  }

  /** Writes what is learnt from uploads whose ends wait to be written; never fails. */
  @Override
  public Uni<Void> flush() {
    return decisions.flush().chain(edges::flush);
  }
}
