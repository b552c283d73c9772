package ai.agentcache.access;

import ai.agentcache.http.Call;
import ai.agentcache.http.ErrorAnswers;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Lets holders of a demo or live key in, before the body is read. */
@Provider
@KeyRequired
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ContainerRequestFilter {

  private final Gatekeeper gatekeeper;
  private final Clock clock;
  private final ErrorAnswers errors;

  AccessFilter(Gatekeeper gatekeeper, Clock clock, ErrorAnswers errors) {
    this.gatekeeper = gatekeeper;
    this.clock = clock;
    this.errors = errors;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    RoutingContext routing = routing(context);
    if (!Access.isGranted(routing)) {
      waitFor(gatekeeper.enter(routing, false), context);
    }
  }

  /** The answer to a request over its limit; the header fields were written with the decision. */
  @ServerExceptionMapper
  public RestResponse<Buffer> refused(RefusedException refused, RoutingContext routing) {
    Admission admission = refused.admission();
    Buffer body =
        ErrorAnswers.hasOneFormForErrors(routing)
            ? Buffer.buffer(errors.body(routing, RefusalBody.told(admission, clock.instant())))
            : RefusalBody.of(admission, Call.of(routing).requestId(), clock.instant());
    return RestResponse.ResponseBuilder.<Buffer>create(ErrorCode.RATE_LIMITED.status())
        .entity(body)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  /** The request as Vert.x has it. */
  public static RoutingContext routing(ContainerRequestContext context) {
    var request = ((ResteasyReactiveContainerRequestContext) context).getServerRequestContext();
    return ((ResteasyReactiveRequestContext) request).unwrap(RoutingContext.class);
  }

  /** Lets the request go on when that is done; fails it when that fails. */
  public static void waitFor(@Nullable Uni<Void> pending, ContainerRequestContext context) {
    if (pending != null) {
      var suspendable = (ResteasyReactiveContainerRequestContext) context;
      suspendable.suspend();
      pending.subscribe().with(nothing -> suspendable.resume(), suspendable::resume);
    }
  }
}
