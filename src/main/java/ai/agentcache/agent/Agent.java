package ai.agentcache.agent;

import ai.agentcache.launch.Environment;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The agent that calls, as its token says.
 *
 * @param id what the agent calls itself, {@code sub} of the token
 * @param tenant whose users it acts for
 * @param permissions what it may do, in the words of {@link Permission}
 * @param environment where its token was issued, which is where it is used
 */
public record Agent(String id, String tenant, Set<String> permissions, Environment environment) {

  private static final String KEY = "agentcache.agent";

  public Agent {
    permissions = Set.copyOf(permissions);
  }

  /** The agent of a request to an endpoint that is {@link AgentRequired}. */
  public static Agent of(RoutingContext context) {
    Agent agent = context.get(KEY);
    if (agent == null) {
      throw new IllegalStateException("the endpoint requires no agent");
    }
    return agent;
  }

  void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }
}
