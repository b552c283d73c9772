package ai.agentcache.access;

import ai.agentcache.http.Call;
import ai.agentcache.time.Clock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Writes refusals to the audit log: the first of each kind and key in a minute, not all of them.
 */
@Singleton
final class Refusals {

  private static final int REMEMBERED = 10_000;

  private final AuditLog audit;
  private final Clock clock;
  private final Cache<Repeat, Boolean> recent;

  Refusals(AuditLog audit, Clock clock, AccessConfig config) {
    this.audit = audit;
    this.clock = clock;
    recent =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(config.auditRepeats())
            .ticker(clock::nanos)
            .build();
  }

  /** A key of the right form that is not known, was revoked, or has a wrong secret. */
  void unknownKey(RoutingContext routing, String keyId) {
    record(routing, "request.unauthenticated", null, keyId);
  }

  /** A key that may not do this. */
  void forbidden(RoutingContext routing, Caller caller) {
    record(routing, "request.forbidden", caller.tenant(), caller.keyId());
  }

  /** A key over its limit or quota. */
  void limited(RoutingContext routing, Caller caller) {
    record(routing, "request.limited", caller.tenant(), caller.keyId());
  }

  /** A wrong secret of an agent. */
  void wrongSecret(RoutingContext routing, String agent) {
    record(routing, "agent.wrong-secret", null, agent);
  }

  private void record(
      RoutingContext routing, String action, @Nullable String tenant, String keyId) {
    if (recent.asMap().putIfAbsent(new Repeat(action, keyId), Boolean.TRUE) == null) {
      String requestId = Call.of(routing).requestId();
      audit.record(
          new AuditEvent(clock.instant(), keyId, action, tenant, keyId, requestId, where(routing)));
    }
  }

  private static String where(RoutingContext routing) {
    return new JsonObject()
        .put("method", routing.request().method().name())
        .put("path", AuditLog.printable(routing.request().path()))
        .encode();
  }

  private record Repeat(String action, String keyId) {}
}
