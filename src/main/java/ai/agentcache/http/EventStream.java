package ai.agentcache.http;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Lets an endpoint that answers JSON answer one request with server-sent events instead. */
public final class EventStream {

  private static final CharSequence TYPE = AsciiString.cached("text/event-stream");

  private EventStream() {}

  /** The answer to this request will be {@code text/event-stream}, whatever is said before. */
  public static void announce(RoutingContext context) {
    context.addHeadersEndHandler(
        v -> context.response().headers().set(HttpHeaders.CONTENT_TYPE, TYPE));
  }
}
