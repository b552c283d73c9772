package ai.agentcache.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets callers in under {@code /llm}, before the body is read. */
@Provider
@KeyOptional
@Priority(Priorities.AUTHENTICATION)
public final class VisitorFilter implements ContainerRequestFilter {

  private final Visitors visitors;

  VisitorFilter(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AccessFilter.waitFor(visitors.enter(AccessFilter.routing(context)), context);
  }
}
