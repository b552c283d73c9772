package ai.agentcache.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets holders of any key in, before the body is read. */
@Provider
@AnyKeyRequired
@Priority(Priorities.AUTHENTICATION)
public final class AnyKeyFilter implements ContainerRequestFilter {

  private final Gatekeeper gatekeeper;

  AnyKeyFilter(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AccessFilter.waitFor(gatekeeper.enterWithAnyKey(AccessFilter.routing(context)), context);
  }
}
