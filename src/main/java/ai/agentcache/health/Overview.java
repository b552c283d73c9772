package ai.agentcache.health;

import ai.agentcache.health.alert.Alert;
import java.util.List;

/**
 * The whole service in depth.
 *
 * @param overall how it is
 * @param checks its parts
 * @param traffic the requests of the last minute
 * @param alerts what is wrong, the worst first
 * @param history what was told of late, the latest first
 * @param uptimeMillis since the start
 */
public record Overview(
    Status overall,
    List<Checked> checks,
    Traffic traffic,
    List<Alert> alerts,
    List<Alert> history,
    long uptimeMillis) {}
