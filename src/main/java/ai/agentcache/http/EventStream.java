package ai.agentcache.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** Lets an endpoint that answers JSON answer one request with server-sent events instead. */
public final class EventStream {

  private final RoutingContext routing;
  private final ResteasyReactiveRequestContext request;

  EventStream(RoutingContext routing, ResteasyReactiveRequestContext request) {
    this.routing = routing;
    this.request = request;
  }

  /** Of the request that is being handled; to be taken before anything is waited for. */
  public static EventStream of(RoutingContext routing) {
    return new EventStream(routing, CurrentRequestManager.get());
  }

  /**
   * The answer will be {@code text/event-stream}. Said last of all, just before the head is
   * written: until then the endpoint's own type would be put in its place.
   */
  public void announce() {
    routing.addHeadersEndHandler(
        head -> request.setResponseContentType(MediaType.SERVER_SENT_EVENTS_TYPE));
  }
}
