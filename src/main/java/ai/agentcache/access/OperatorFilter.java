package ai.agentcache.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets the operator in, before the body is read. */
@Provider
@OperatorRequired
@Priority(Priorities.AUTHENTICATION)
public final class OperatorFilter implements ContainerRequestFilter {

  private final Gatekeeper gatekeeper;

  OperatorFilter(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AccessFilter.waitFor(gatekeeper.enterAsOperator(AccessFilter.routing(context)), context);
  }
}
