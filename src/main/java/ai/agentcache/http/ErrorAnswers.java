package ai.agentcache.http;

import ai.agentcache.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Answers with an error, inside JAX-RS and outside of it. */
@Singleton
public final class ErrorAnswers {

  static final String JSON = "application/json";

  private static final String CHALLENGE = "Bearer realm=\"AgentCache\"";

  private final Clock clock;

  ErrorAnswers(Clock clock) {
    this.clock = clock;
  }

  /** The body that says so, in the form of the surface that was asked. */
  public byte[] body(RoutingContext context, ApiException why) {
    Call call = Call.of(context);
    return new ErrorBody(why.code(), why.details(), call.requestId(), clock.instant())
        .toJson(Surface.of(context.request().path()));
  }

  /** Whether the path is of a surface that has one form for all errors, those of limits too. */
  public static boolean hasOneFormForErrors(RoutingContext context) {
    return Surface.of(context.request().path()) != Surface.API;
  }

  /** As an answer of JAX-RS. */
  public Response response(RoutingContext context, ApiException why) {
    Response.ResponseBuilder response =
        Response.status(why.code().status())
            .header("Content-Type", JSON)
            .entity(body(context, why));
    if (why.code().status() == 401) {
      response.header("WWW-Authenticate", CHALLENGE);
    }
    if (why.retryAfterSeconds() > 0) {
      response.header("Retry-After", Long.toString(why.retryAfterSeconds()));
    }
    return response.build();
  }

  /** Answers outside of JAX-RS; the answer must not have begun. */
  Future<Void> send(RoutingContext context, ApiException why) {
    HttpServerResponse response = context.response();
    response.setStatusCode(why.code().status()).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    if (why.code().status() == 401) {
      response.putHeader("WWW-Authenticate", CHALLENGE);
    }
    if (why.retryAfterSeconds() > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(why.retryAfterSeconds()));
    }
    return response.end(Buffer.buffer(body(context, why)));
  }
}
