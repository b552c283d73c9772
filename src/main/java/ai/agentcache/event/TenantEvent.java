package ai.agentcache.event;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id its id; the same thing has the same id on every replica
 * @param type what happened
 * @param tenant whose business it is; null for the operator's
 * @param at when
 * @param data more; nothing secret, and nothing of other tenants
 */
public record TenantEvent(
    UUID id, EventType type, @Nullable String tenant, Instant at, JsonObject data) {

  /** Checks that it is known whose business it is. */
  public TenantEvent {
    if ((tenant == null) == (type.audience() == EventType.Audience.TENANT)) {
      throw new IllegalArgumentException(type + " of " + tenant);
    }
  }

  /** Something that happens any number of times. */
  public static TenantEvent of(
      EventType type, @Nullable String tenant, Instant at, JsonObject data) {
    return new TenantEvent(UUID.randomUUID(), type, tenant, at, data);
  }

  /**
   * Something that happens once, however many replicas see it.
   *
   * @param what tells it from others of its type
   */
  public static TenantEvent once(
      String what, EventType type, @Nullable String tenant, Instant at, JsonObject data) {
    String name = type.label() + ' ' + tenant + ' ' + what;
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new TenantEvent(id, type, tenant, at, data);
  }
}
