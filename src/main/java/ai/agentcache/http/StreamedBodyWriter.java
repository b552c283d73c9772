package ai.agentcache.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes {@link StreamedBody}s: the request is over when the last event is. */
@Provider
public final class StreamedBodyWriter implements ServerMessageBodyWriter<StreamedBody> {

  private final Vertx vertx;

  StreamedBodyWriter(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return StreamedBody.class.isAssignableFrom(type);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return StreamedBody.class.isAssignableFrom(type);
  }

  @Override
  public void writeResponse(StreamedBody body, Type generic, ServerRequestContext context) {
    var request = (ResteasyReactiveRequestContext) context;
    request.suspend();
    RoutingContext routing = request.unwrap(RoutingContext.class);
    new EventStream(routing, request).announce();
    new StreamWriting(vertx, routing.response(), body, request::resume).start();
  }

  @Override
  public void writeTo(
      StreamedBody body,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    throw new UnsupportedOperationException("a stream is written as it comes");
  }
}
