package ai.agentcache.gateway;

import ai.agentcache.access.Access;
import ai.agentcache.access.Caller;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.http.TraceParent;
import ai.agentcache.usage.AgentType;
import ai.agentcache.usage.Dimensions;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * On whose behalf providers are asked.
 *
 * @param caller the holder of the key, on whose budget it is booked
 * @param namespace the namespace
 * @param agentType the kind of agent, for the statistics
 * @param trace what the request is part of, if it says so
 * @param pays whether what it costs is booked on that budget
 */
public record Customer(
    Caller caller, String namespace, String agentType, Optional<TraceParent> trace, boolean pays) {

  private static final CharSequence AGENT_TYPE = AsciiString.cached("x-agent-type");
  private static final CharSequence TRACE_PARENT = AsciiString.cached("traceparent");

  /** Who makes a request. */
  public static Customer of(RoutingContext routing) {
    Access access = Access.of(routing);
    MultiMap headers = routing.request().headers();
    return new Customer(
        access.caller(),
        access.namespace(),
        AgentType.of(headers.getAll(AGENT_TYPE)),
        TraceParent.of(headers.get(TRACE_PARENT)),
        true);
  }

  /** The same with another kind of agent. */
  public Customer withAgentType(String other) {
    return new Customer(caller, namespace, other, trace, pays);
  }

  /** The same, who gets something else than was asked for, and does not pay for it. */
  Customer withoutPaying() {
    return new Customer(caller, namespace, agentType, trace, false);
  }

  /** What asking a target for this customer is counted by. */
  Dimensions dimensions(Target target) {
    return new Dimensions(
        caller.tenant(), namespace, target.provider().name(), target.model(), agentType);
  }
}
