package ai.agentcache.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * As {@link AccessFilter}, but does not wait for the admission. Runs before it, so that an endpoint
 * may have both annotations.
 */
@Provider
@AdmissionInParallel
@Priority(Priorities.AUTHENTICATION - 1)
public final class ParallelAccessFilter implements ContainerRequestFilter {

  private final Gatekeeper gatekeeper;

  ParallelAccessFilter(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AccessFilter.waitFor(gatekeeper.enter(AccessFilter.routing(context), true), context);
  }
}
