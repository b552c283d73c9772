package ai.agentcache.agent;

import ai.agentcache.access.AccessFilter;
import ai.agentcache.access.KeyHolders;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets agents in by their tokens and the operator by the key, before the body is read. */
@Provider
@RevokerRequired
@Priority(Priorities.AUTHENTICATION)
public final class RevokerFilter implements ContainerRequestFilter {

  private static final String KEY = "Bearer ac_";

  private final AgentDoor door;
  private final KeyHolders keys;

  RevokerFilter(AgentDoor door, KeyHolders keys) {
    this.door = door;
    this.keys = keys;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    RoutingContext routing = AccessFilter.routing(context);
    AccessFilter.waitFor(
        hasKey(routing.request().headers())
            ? keys.enterAsOperator(routing)
            : door.enter(routing, ""),
        context);
  }

  /** An agent may send the key of its tenant beside its token. */
  private static boolean hasKey(MultiMap headers) {
    String authorization = headers.get("authorization");
    return authorization == null
        ? headers.contains("x-api-key")
        : authorization.regionMatches(true, 0, KEY, 0, KEY.length());
  }
}
