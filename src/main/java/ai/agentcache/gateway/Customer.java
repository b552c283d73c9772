package ai.agentcache.gateway;

import ai.agentcache.access.Access;
import ai.agentcache.access.Caller;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.usage.AgentType;
import ai.agentcache.usage.Dimensions;
import io.netty.util.AsciiString;
import io.vertx.ext.web.RoutingContext;

/**
 * On whose behalf providers are asked.
 *
 * @param caller the holder of the key, on whose budget it is booked
 * @param namespace the namespace
 * @param agentType the kind of agent, for the statistics
 */
public record Customer(Caller caller, String namespace, String agentType) {

  private static final CharSequence AGENT_TYPE = AsciiString.cached("x-agent-type");

  /** Who makes a request. */
  public static Customer of(RoutingContext routing) {
    Access access = Access.of(routing);
    String agentType = AgentType.of(routing.request().headers().getAll(AGENT_TYPE));
    return new Customer(access.caller(), access.namespace(), agentType);
  }

  /** The same with another kind of agent. */
  public Customer withAgentType(String other) {
    return new Customer(caller, namespace, other);
  }

  /** What asking a target for this customer is counted by. */
  Dimensions dimensions(Target target) {
    return new Dimensions(
        caller.tenant(), namespace, target.provider().name(), target.model(), agentType);
  }
}
