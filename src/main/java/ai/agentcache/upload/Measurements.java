package ai.agentcache.upload;

import ai.agentcache.access.Caller;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import ai.agentcache.upload.decision.Decisions;
import ai.agentcache.upload.edge.Edges;
import ai.agentcache.upload.edge.Observation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What clients saw of edges. Only who was sent to an edge can tell of it, and once: strangers, and
 * those who repeat themselves, change nothing.
 */
@Singleton
final class Measurements {

  private final Edges edges;
  private final Decisions decisions;
  private final Clock clock;

  Measurements(Edges edges, Decisions decisions, Clock clock) {
    this.edges = edges;
    this.decisions = decisions;
    this.clock = clock;
  }

  /** Takes a measurement; fails with an {@link ApiException} if it is none that counts. */
  Uni<Void> take(Caller caller, String edge, Measurement measurement) {
    edges.fleet();
    if (edges.find(edge).isEmpty()) {
      throw new ApiException(ErrorCode.NOT_FOUND, "there is no edge of that id");
    }
    return decisions
        .find(caller, measurement.decisionId())
        .map(decision -> decision.flatMap(document -> listed(document, edge)))
        .map(entry -> entry.orElseThrow(Measurements::notListed))
        .chain(entry -> edges.told(edge, observation(measurement, entry)))
        .invoke(Measurements::requireFirst)
        .replaceWithVoid();
  }

  private static Optional<JsonObject> listed(JsonObject decision, String edge) {
    JsonArray listed = decision.getJsonArray("edges");
    return listed.stream()
        .map(JsonObject.class::cast)
        .filter(one -> edge.equals(one.getString("id")))
        .findFirst();
  }

  private Observation observation(Measurement measurement, JsonObject entry) {
    Double km = entry.getJsonObject("factors").getDouble("distanceKm");
    return Observation.client(
        clock.instant(),
        measurement.ok(),
        measurement.latencyMs().orElse(Double.NaN),
        km == null ? Double.NaN : km,
        measurement.mbps().orElse(Double.NaN),
        measurement.decisionId());
  }

  private static ApiException notListed() {
    return ApiException.field("decisionId", "names no decision of yours that lists this edge");
  }

  private static void requireFirst(boolean first) {
    if (!first) {
      throw new ApiException(
          ErrorCode.CONFLICT, "`decisionId` was used for a measurement of this edge before");
    }
  }
}
