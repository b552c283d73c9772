package ai.agentcache.http;

import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** Lets an endpoint that answers JSON answer one request with server-sent events instead. */
public final class EventStream {

  private final ResteasyReactiveRequestContext request;

  private EventStream(ResteasyReactiveRequestContext request) {
    this.request = request;
  }

  /** Of the request that is being handled; to be taken before anything is waited for. */
  public static EventStream current() {
    return new EventStream(CurrentRequestManager.get());
  }

  /** The answer will be {@code text/event-stream}. */
  public void announce() {
    request.setResponseContentType(MediaType.SERVER_SENT_EVENTS_TYPE);
  }
}
