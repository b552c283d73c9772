package ai.agentcache.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Lets agents in whose tokens have been checked, each within its limits. */
@Singleton
public final class AgentLimits {

  /** Endpoints with a limit together. */
  public enum Endpoint {
    HEALTH("agent-health"),
    PROGRESS("agent-progress"),
    CONTEXT("agent-context"),
    SESSIONS("agent-sessions"),
    TOKENS("agent-tokens"),
    REFRESHES("agent-refreshes");

    private final String label;

    Endpoint(String label) {
      this.label = label;
    }
  }

  private final Gatekeeper gatekeeper;
  private final LimitsConfig.Agent limits;

  AgentLimits(Gatekeeper gatekeeper, LimitsConfig config) {
    this.gatekeeper = gatekeeper;
    this.limits = config.agent();
  }

  /**
   * Counts a request of an agent, which from here on is the caller of the request for all that asks
   * {@link Access}. Fails with {@link RefusedException}.
   */
  public Uni<Void> admit(RoutingContext routing, Endpoint endpoint, String tenant, String agentId) {
    Caller agent = new Caller(tenant, "agent:" + agentId, Caller.Role.LIVE, 0, 0);
    gatekeeper.admitFreely(routing, agent);
    String subject = tenant + '/' + agentId;
    return gatekeeper.limit(routing, agent, endpoint.label, subject, perMinute(endpoint));
  }

  /**
   * Counts a request of somebody who has shown nothing yet. Fails with {@link RefusedException}.
   */
  public Uni<Void> admitAddress(RoutingContext routing) {
    String subject = "ip-" + ClientAddress.of(routing);
    Caller somebody = new Caller("anonymous", "anonymous", Caller.Role.DEMO, 0, 0);
    return gatekeeper.limit(routing, somebody, "agent-address", subject, limits.tokensPerAddress());
  }

  private long perMinute(Endpoint endpoint) {
    return switch (endpoint) {
      case HEALTH -> limits.health();
      case PROGRESS -> limits.progress();
      case CONTEXT -> limits.context();
      case SESSIONS -> limits.sessions();
      case TOKENS -> limits.tokens();
      case REFRESHES -> limits.refreshes();
    };
  }
}
