package ai.agentcache.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event for one endpoint, as its owner sees it.
 *
 * @param id its id; those of an endpoint are made in this order
 * @param eventId the event
 * @param type what happened
 * @param occurredAt when
 * @param progress how far it is
 * @param createdAt when it began to wait
 * @param nextAt when it is tried next; null when it is over or not at its turn
 */
record Delivery(
    long id,
    UUID eventId,
    String type,
    Instant occurredAt,
    Progress progress,
    Instant createdAt,
    @Nullable Instant nextAt) {

  /**
   * How far it is.
   *
   * @param state {@code pending}, {@code delivered} or {@code failed}
   * @param attempts tries so far
   * @param status what the endpoint answered last
   * @param latencyMillis how long the last try took
   * @param error why the last try failed
   * @param finishedAt when it was delivered or given up
   */
  record Progress(
      String state,
      int attempts,
      @Nullable Integer status,
      @Nullable Integer latencyMillis,
      @Nullable String error,
      @Nullable Instant finishedAt) {}
}
