package ai.agentcache.gateway.guard;

import ai.agentcache.event.EventType;
import ai.agentcache.event.Events;
import ai.agentcache.event.TenantEvent;
import ai.agentcache.time.Clock;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells that breakers of providers open and close. Each replica has its own, and tells of them. */
@Singleton
final class BreakerEvents {

  private final Events events;
  private final Clock clock;
  private final String replica = UUID.randomUUID().toString().substring(0, 8);

  BreakerEvents(Events events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  void turned(String provider, boolean open) {
    EventType type = open ? EventType.BREAKER_OPENED : EventType.BREAKER_CLOSED;
    String message =
        open
            ? "Provider %s is not asked any more for now.".formatted(provider)
            : "Provider %s is asked again.".formatted(provider);
    JsonObject data =
        new JsonObject().put("provider", provider).put("replica", replica).put("message", message);
    events.happened(TenantEvent.of(type, null, clock.instant(), data));
  }
}
