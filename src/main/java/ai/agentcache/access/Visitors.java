package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets callers in under {@code /llm}. Those with a key come in by it, and their requests count for
 * its limit and quota too; those without share the tenant {@code anonymous} and are told apart by
 * their address.
 */
@ApplicationScoped
class Visitors {

  private static final Caller ANONYMOUS =
      new Caller("anonymous", "anonymous", Caller.Role.DEMO, 0, 0);

  private final Gatekeeper gatekeeper;
  private final LimitsConfig limits;
  private final boolean anonymousAllowed;

  Visitors(Gatekeeper gatekeeper, LimitsConfig limits, AccessConfig config) {
    this.gatekeeper = gatekeeper;
    this.limits = limits;
    this.anonymousAllowed = config.anonymousEnabled().orElse(!config.production());
  }

  /** What the request has to wait for; throws, or fails with, what refuses it. */
  Uni<Void> enter(RoutingContext routing) {
    if (!hasKey(routing.request().headers())) {
      return enterAnonymously(routing);
    }
    Uni<Void> pending = gatekeeper.enter(routing, false);
    return pending == null ? limitKey(routing) : pending.chain(() -> limitKey(routing));
  }

  private static boolean hasKey(MultiMap headers) {
    return headers.contains("x-api-key") || headers.contains("authorization");
  }

  private Uni<Void> limitKey(RoutingContext routing) {
    Access access = Access.of(routing);
    Limit limit = limit(routing);
    return gatekeeper.limit(
        routing, access.caller(), limit.name(), access.caller().keyId(), limit.perMinute());
  }

  private Uni<Void> enterAnonymously(RoutingContext routing) {
    if (!anonymousAllowed) {
      throw new ApiException(
          ErrorCode.INVALID_API_KEY,
          "Send a key as `X-API-Key: <key>` or `Authorization: Bearer <key>`.");
    }
    gatekeeper.admitFreely(routing, ANONYMOUS);
    Limit limit = limit(routing);
    return gatekeeper.limit(
        routing, ANONYMOUS, limit.name(), "ip-" + ClientAddress.of(routing), limit.perMinute());
  }

  private record Limit(String name, long perMinute) {}

  private Limit limit(RoutingContext routing) {
    if (!HttpMethod.POST.equals(routing.request().method())) {
      return new Limit("llm-read", limits.llmRead());
    }
    return routing.normalizedPath().contains("workflow")
        ? new Limit("expensive", limits.expensive())
        : new Limit("llm", limits.llm());
  }
}
