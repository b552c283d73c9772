package ai.agentcache.gateway;

import ai.agentcache.access.Access;
import ai.agentcache.access.Caller;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.usage.Dimensions;
import io.vertx.ext.web.RoutingContext;

/**
 * On whose behalf providers are asked.
 *
 * @param caller the holder of the key, on whose budget it is booked
 * @param namespace the namespace
 * @param agentType the kind of agent, for the statistics
 */
public record Customer(Caller caller, String namespace, String agentType) {

  /** Who makes a request. */
  public static Customer of(RoutingContext routing) {
    Access access = Access.of(routing);
    return new Customer(access.caller(), access.namespace(), Dimensions.NONE);
  }

  /** What asking a target for this customer is counted by. */
  Dimensions dimensions(Target target) {
    return new Dimensions(
        caller.tenant(), namespace, target.provider().name(), target.model(), agentType);
  }
}
