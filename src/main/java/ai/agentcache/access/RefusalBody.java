package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** What a caller over its rate limit or quota is told. */
final class RefusalBody {

  private RefusalBody() {}

  static Buffer of(Admission admission, String requestId, Instant now) {
    JsonObject body =
        admission.cause() == Admission.Cause.QUOTA ? quota(admission, now) : rate(admission);
    return body.put("requestId", requestId).toBuffer();
  }

  /** The same as an error like any other. */
  static ApiException told(Admission admission, Instant now) {
    return admission.cause() == Admission.Cause.QUOTA
        ? new ApiException(
            ErrorCode.QUOTA_EXCEEDED,
            "%d of %d requests of this month are used. The next month begins at %s."
                .formatted(admission.quotaUsed(), admission.quotaLimit(), startOfNextMonth(now)))
        : new ApiException(ErrorCode.RATE_LIMITED, explanation(admission));
  }

  private static String explanation(Admission admission) {
    return "Only %d requests a minute are allowed. Try again in %d s."
        .formatted(admission.limit(), admission.retryAfterSeconds());
  }

  private static JsonObject rate(Admission admission) {
    return new JsonObject()
        .put("error", ErrorCode.RATE_LIMITED.text())
        .put("code", ErrorCode.RATE_LIMITED.name())
        .put("limit", admission.limit())
        .put("window", "1 minute")
        .put("message", explanation(admission))
        .put("retryAfter", admission.retryAfterSeconds());
  }

  private static JsonObject quota(Admission admission, Instant now) {
    return new JsonObject()
        .put("error", ErrorCode.QUOTA_EXCEEDED.text())
        .put("code", ErrorCode.QUOTA_EXCEEDED.name())
        .put("limit", admission.quotaLimit())
        .put("used", admission.quotaUsed())
        .put("resetsAt", startOfNextMonth(now));
  }

  private static Instant startOfNextMonth(Instant now) {
    return YearMonth.from(now.atOffset(ZoneOffset.UTC))
        .plusMonths(1)
        .atDay(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
