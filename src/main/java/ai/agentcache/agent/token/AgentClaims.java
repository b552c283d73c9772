package ai.agentcache.agent.token;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * What a valid agent token says.
 *
 * @param id {@code jti}, which no other token has
 * @param subject the agent
 * @param tenant whose users it acts for
 * @param permissions what it may do
 * @param issuedAt seconds since the epoch
 * @param expiresAt seconds since the epoch
 */
public record AgentClaims(
    String id,
    String subject,
    String tenant,
    Set<String> permissions,
    long issuedAt,
    long expiresAt) {

  private static final String KEY = "agentcache.agent.claims";

  public AgentClaims {
    permissions = Set.copyOf(permissions);
  }

  /** Those of the token that let a request in. */
  public static AgentClaims of(RoutingContext context) {
    AgentClaims claims = context.get(KEY);
    if (claims == null) {
      throw new IllegalStateException("the endpoint requires no agent token");
    }
    return claims;
  }

  /** From here on {@link #of} finds them. */
  public void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }
}
