package ai.agentcache.http;

import ai.agentcache.resilience.UnavailableException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** From what a resource throws to what a caller sees. */
@Singleton
public final class ErrorMappers {

  private final ErrorAnswers errors;

  ErrorMappers(ErrorAnswers errors) {
    this.errors = errors;
  }

  @ServerExceptionMapper
  Response answer(ApiException why, RoutingContext context) {
    return errors.response(context, why);
  }

  @ServerExceptionMapper
  Response unavailable(UnavailableException failure, RoutingContext context) {
    return errors.response(
        context,
        new ApiException(ErrorCode.STORE_UNAVAILABLE, failure.dependency() + " cannot be reached"));
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException failure, RoutingContext context) {
    return errors.response(context, Failures.ofStatus(ErrorCode.NOT_FOUND));
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException failure, RoutingContext context) {
    Response answer = errors.response(context, Failures.ofStatus(ErrorCode.METHOD_NOT_ALLOWED));
    answer.getHeaders().putSingle("Allow", AllowedMethods.of(context.normalizedPath()));
    return answer;
  }

  @ServerExceptionMapper
  Response status(WebApplicationException failure, RoutingContext context) {
    if (failure.getCause() instanceof JacksonException cause) {
      return json(cause, context);
    }
    Response given = failure.getResponse();
    if (given.hasEntity() || given.getStatus() < 400) {
      return given;
    }
    return given.getStatus() < 500
        ? errors.response(context, Failures.ofStatus(ErrorCode.ofStatus(given.getStatus())))
        : unexpected(failure, context);
  }

  @ServerExceptionMapper({MismatchedInputException.class, JacksonException.class})
  Response json(JacksonException failure, RoutingContext context) {
    return errors.response(context, JsonProblem.of(failure));
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure, RoutingContext context) {
    return errors.response(context, Failures.internal(Call.of(context), failure));
  }
}
