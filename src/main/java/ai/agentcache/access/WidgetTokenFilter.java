package ai.agentcache.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets holders of a widget token in. */
@Provider
@WidgetTokenRequired
@Priority(Priorities.AUTHENTICATION)
public final class WidgetTokenFilter implements ContainerRequestFilter {

  private final WidgetDoor door;

  WidgetTokenFilter(WidgetDoor door) {
    this.door = door;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AccessFilter.waitFor(door.enter(AccessFilter.routing(context)), context);
  }
}
