package ai.agentcache.gateway;

import ai.agentcache.access.OverBudgetException;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamRefusal;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UpstreamException;

/** What callers are told when a provider does not answer: never its address, key or status line. */
public final class GatewayErrors {

  private GatewayErrors() {}

  /** The error for a failure; anything else stays what it is. */
  public static Throwable explain(Throwable failure) {
    if (failure instanceof UpstreamRefusal refusal) {
      return refused(refusal);
    }
    if (failure instanceof UpstreamFailure known) {
      return failed(known);
    }
    if (failure instanceof OverBudgetException over) {
      return over.told();
    }
    return failure instanceof UpstreamException
        ? new ApiException(ErrorCode.PROVIDER_UNAVAILABLE, "Try again in a moment.")
        : failure;
  }

  private static ApiException refused(UpstreamRefusal refusal) {
    ErrorCode code =
        switch (refusal.status()) {
          case 404 -> ErrorCode.MODEL_NOT_FOUND;
          case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
          default -> ErrorCode.PROVIDER_REJECTED;
        };
    return new ApiException(code, refusal.provider() + " says: " + refusal.explanation());
  }

  private static ApiException failed(UpstreamFailure failure) {
    ErrorCode code =
        switch (failure.kind()) {
          case NOT_ASKED, UNREACHABLE -> ErrorCode.PROVIDER_UNAVAILABLE;
          case TIMEOUT -> ErrorCode.PROVIDER_TIMEOUT;
          case CUT, FAILED -> ErrorCode.PROVIDER_ERROR;
          case RATE_LIMITED -> ErrorCode.PROVIDER_RATE_LIMITED;
          case UNAUTHORIZED -> ErrorCode.PROVIDER_UNAUTHORIZED;
          case MALFORMED -> ErrorCode.PROVIDER_MALFORMED;
        };
    long seconds = (failure.retryAfterMillis() + 999) / 1_000;
    boolean waits = code.status() == 503 || code.status() == 429;
    return new ApiException(code, details(failure), waits ? Math.max(1, seconds) : 0);
  }

  private static String details(UpstreamFailure failure) {
    String provider = failure.provider();
    return switch (failure.kind()) {
      case NOT_ASKED ->
          provider + " has failed too often, or has all the calls it may have; try again later";
      case UNREACHABLE -> provider + " cannot be reached; try again in a moment";
      case TIMEOUT -> provider + " did not answer in time";
      case CUT -> provider + " broke its answer off";
      case FAILED -> provider + " failed; try again in a moment";
      case RATE_LIMITED -> provider + " has had too many requests of this service";
      case UNAUTHORIZED ->
          provider + " does not accept the key it is configured with; tell the operator";
      case MALFORMED -> provider + " gave an answer that its own API does not allow";
    };
  }
}
