package ai.agentcache.live;

import ai.agentcache.gateway.guard.BreakerChange;
import ai.agentcache.health.alert.Alert;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How everything is at one look; what is empty could not be seen.
 *
 * @param stats figures of the last hour
 * @param uploads those under way by the id of their session, the latest first
 * @param breakers what breakers did in the last day, by provider
 * @param alerts what was told of late
 */
record Snapshot(
    Optional<JsonObject> stats,
    Optional<Map<String, JsonObject>> uploads,
    Optional<Map<String, List<BreakerChange>>> breakers,
    List<Alert> alerts) {

  /** Uploads that are looked at; of more, the latest. */
  static final int MOST_UPLOADS = 50;
}
