package ai.agentcache.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What goes wrong outside of JAX-RS: unknown paths, unreadable ones, failed handlers. */
@Singleton
final class Failures {

  private static final Logger LOG = Logger.getLogger(Failures.class);
  private static final int[] STATUSES = {400, 404, 405, 406, 413, 415, 500};

  private final ErrorAnswers errors;
  private final Edge edge;

  Failures(ErrorAnswers errors, Edge edge) {
    this.errors = errors;
    this.edge = edge;
  }

  void install(Router router) {
    for (int status : STATUSES) {
      router.errorHandler(status, this::handle);
    }
  }

  void handle(RoutingContext context) {
    if (edge.refusesLate(context)) {
      return;
    }
    if (context.response().headWritten()) {
      context.request().connection().close();
    } else {
      var unused = errors.send(context, explain(context));
    }
  }

  private ApiException explain(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof ApiException why) {
      return why;
    }
    ErrorCode code = ErrorCode.ofStatus(context.statusCode());
    return code.status() < 500 ? ofStatus(code) : internal(Call.of(context), failure);
  }

  /** An error that only has its status. */
  static ApiException ofStatus(ErrorCode code) {
    return new ApiException(
        code,
        switch (code) {
          case NOT_FOUND -> "there is nothing at this path; /q/openapi lists what there is";
          case METHOD_NOT_ALLOWED -> "this path has other methods: see the header Allow";
          case NOT_ACCEPTABLE -> "no answer of this path has a type that `Accept` names";
          case UNSUPPORTED_MEDIA_TYPE -> "`Content-Type` has to be one that this path reads";
          case INVALID_API_KEY -> "send a key as `X-API-Key` or `Authorization: Bearer`";
          default -> "the request cannot be understood";
        });
  }

  /** An error of ours: logged here, once; the caller learns the id to ask about. */
  static ApiException internal(Call call, @Nullable Throwable failure) {
    LOG.errorf(failure, "Request %s (trace %s) failed", call.requestId(), call.traceId());
    return new ApiException(
        ErrorCode.INTERNAL_ERROR, "it has been logged under the id of this request");
  }
}
