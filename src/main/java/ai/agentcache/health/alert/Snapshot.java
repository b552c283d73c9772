package ai.agentcache.health.alert;

import java.util.Set;

/**
 * How the service was of late.
 *
 * @param requests answered in the last minute
 * @param errorRate the share of them that failed by the service's fault, 0 to 1
 * @param meanMillis how long they took on average, ms
 * @param memoryUsed the share of the heap that is in use after a collection, 0 to 1
 * @param openBreakers names of those that are not asked any more or cannot be reached
 * @param tokenFailures tokens that were refused in the last minute
 * @param deadLetters updates that lie aside, could not be applied and are news
 */
public record Snapshot(
    long requests,
    double errorRate,
    double meanMillis,
    double memoryUsed,
    Set<String> openBreakers,
    long tokenFailures,
    long deadLetters) {

  /** One of a service that nobody uses and that wants for nothing. */
  public static final Snapshot CALM = new Snapshot(0, 0, 0, 0, Set.of(), 0, 0);
}
