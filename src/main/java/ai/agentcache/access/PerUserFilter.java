package ai.agentcache.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets holders of a key in whose requests the endpoint limits itself, before the body is read. */
@Provider
@LimitedPerUser
@Priority(Priorities.AUTHENTICATION)
public final class PerUserFilter implements ContainerRequestFilter {

  private final Gatekeeper gatekeeper;

  PerUserFilter(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AccessFilter.waitFor(gatekeeper.enterUnlimited(AccessFilter.routing(context)), context);
  }
}
