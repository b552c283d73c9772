package ai.agentcache.agent;

import ai.agentcache.access.AccessFilter;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Lets agents in that have the permission of the endpoint, before the body is read. */
@Provider
@AgentRequired("")
@Priority(Priorities.AUTHENTICATION)
public final class AgentFilter implements ContainerRequestFilter {

  private final AgentDoor door;

  AgentFilter(AgentDoor door) {
    this.door = door;
  }

  /** Asks for the method by the interface of the standard, by which the native build knows. */
  @Override
  public void filter(ContainerRequestContext context) {
    AgentRequired required = required(resource(context).getResourceMethod());
    RoutingContext routing = AccessFilter.routing(context);
    AccessFilter.waitFor(
        required.ownUser()
            ? door.enter(routing, required.value(), userOfPath(context))
            : door.enter(routing, required.value()),
        context);
  }

  private static String userOfPath(ContainerRequestContext context) {
    return context.getUriInfo().getPathParameters().getFirst("user_id");
  }

  private static ResourceInfo resource(ContainerRequestContext context) {
    var request = ((ResteasyReactiveContainerRequestContext) context).getServerRequestContext();
    return ((ResteasyReactiveRequestContext) request).getTarget().getLazyMethod();
  }

  private static AgentRequired required(Method method) {
    @Nullable AgentRequired own = method.getAnnotation(AgentRequired.class);
    return own == null ? method.getDeclaringClass().getAnnotation(AgentRequired.class) : own;
  }
}
