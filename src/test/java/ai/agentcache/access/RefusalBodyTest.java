package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalBodyTest {

  private static final Instant NOW = Instant.parse("2026-12-31T23:59:59.5Z");

  @Test
  void of_rate_saysLimitWindowAndWhenToRetry() {
    Admission refused = new Admission(false, Admission.Cause.RATE, 500, 0, 0, 12, 0, 0);

    assertEquals(
        new JsonObject()
            .put("error", "Rate limit exceeded")
            .put("code", "RATE_LIMITED")
            .put("limit", 500)
            .put("window", "1 minute")
            .put("message", "Only 500 requests a minute are allowed. Try again in 12 s.")
            .put("retryAfter", 12)
            .put("requestId", "r"),
        new JsonObject(RefusalBody.of(refused, "r", NOW)));
  }

  @Test
  void of_quota_saysWhenTheNextMonthBegins() {
    Admission refused = new Admission(false, Admission.Cause.QUOTA, 500, 9, 0, 1, 150_000, 150_000);

    assertEquals(
        new JsonObject()
            .put("error", "Monthly quota exceeded")
            .put("code", "QUOTA_EXCEEDED")
            .put("limit", 150_000)
            .put("used", 150_000)
            .put("resetsAt", "2027-01-01T00:00:00Z")
            .put("requestId", "r"),
        new JsonObject(RefusalBody.of(refused, "r", NOW)));
  }

  @Test
  void told_rateAndQuota_sayTheSameInWords() {
    Admission rate = new Admission(false, Admission.Cause.RATE, 500, 0, 0, 12, 0, 0);
    Admission quota = new Admission(false, Admission.Cause.QUOTA, 500, 9, 0, 1, 150_000, 150_000);

    assertEquals(
        "Only 500 requests a minute are allowed. Try again in 12 s.",
        RefusalBody.told(rate, NOW).details());
    assertEquals(
        "150000 of 150000 requests of this month are used. The next month begins at"
            + " 2027-01-01T00:00:00Z.",
        RefusalBody.told(quota, NOW).details());
  }
}
