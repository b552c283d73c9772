package ai.agentcache.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.webhook.Verdict.Patience;
import ai.agentcache.webhook.Verdict.Result;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Outcome REFUSED = Outcome.answered(500, 1, Duration.ZERO);

  private final Patience patience = Patience.of(Settings.with(Map.of()).retries());

  @Test
  void of_2xx_deliversAndForgetsFailures() {
    Verdict verdict =
        verdict(errand(7, NOW.minusSeconds(9), NOW), Outcome.answered(204, 1, Duration.ZERO), 1);
    assertEquals(new Verdict(Result.DELIVERED, 0, null, null, null), verdict);
  }

  @Test
  void of_failures_waitUpToTwiceAsLongEachTime() {
    long[] bounds = {10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 7_200, 7_200};
    for (int failures = 0; failures < bounds.length; failures++) {
      Errand errand = errand(failures, NOW, NOW);
      assertEquals(NOW.plusSeconds(bounds[failures]), verdict(errand, REFUSED, 1).retryAt());
      assertEquals(NOW.plusMillis(bounds[failures] * 500), verdict(errand, REFUSED, 0.5).retryAt());
      assertEquals(NOW.plusSeconds(1), verdict(errand, REFUSED, 0).retryAt());
    }
    assertEquals(NOW.plusSeconds(7_200), verdict(errand(1_000, NOW, NOW), REFUSED, 1).retryAt());
  }

  @Test
  void of_retryAfter_isHonouredUpToABound() {
    Errand errand = errand(0, null, NOW);
    assertEquals(
        NOW.plusSeconds(90),
        verdict(errand, Outcome.answered(429, 1, Duration.ofSeconds(90)), 1).retryAt());
    assertEquals(
        NOW.plusSeconds(3_600),
        verdict(errand, Outcome.answered(503, 1, Duration.ofDays(9)), 1).retryAt());
  }

  @Test
  void of_aDayAfterTheEvent_isGivenUp() {
    Verdict early = verdict(errand(3, NOW, NOW.minus(Duration.ofHours(23))), REFUSED, 1);
    assertEquals(Result.RETRIED, early.result());
    Verdict late = verdict(errand(3, NOW, NOW.minus(Duration.ofDays(1))), REFUSED, 1);
    assertEquals(Result.GIVEN_UP, late.result());
    assertNull(late.off());
    assertNotNull(late.retryAt(), "the next event does not storm an endpoint that is down");
  }

  @Test
  void of_gone_switchesOffAtOnce() {
    Verdict verdict = verdict(errand(0, null, NOW), Outcome.answered(410, 1, Duration.ZERO), 1);
    assertEquals(Result.GIVEN_UP, verdict.result());
    assertEquals("The endpoint answered 410 Gone.", verdict.off());
  }

  @Test
  void of_failingForThreeDays_switchesOff() {
    Instant since = NOW.minus(Duration.ofDays(3));
    assertNull(verdict(errand(40, since.plusSeconds(1), NOW), REFUSED, 0).off());
    String off = verdict(errand(40, since, NOW), REFUSED, 0).off();
    assertEquals("Nothing could be delivered since 2026-11-19T12:00:00Z.", off);
  }

  @Test
  void parse_retryAfter_secondsDatesAndNonsense() {
    assertEquals(Duration.ofMinutes(2), RetryAfter.parse(" 120 ", NOW));
    assertEquals(Duration.ofMinutes(2), RetryAfter.parse("Sun, 22 Nov 2026 12:02:00 GMT", NOW));
    for (String none : List.of("", "-1", "soon", "1e9", "Sun, 22 Nov 2020 12:02:00 GMT")) {
      assertEquals(Duration.ZERO, RetryAfter.parse(none, NOW), none);
    }
    assertEquals(Duration.ZERO, RetryAfter.parse(null, NOW));
  }

  @Test
  void answered_anythingBut2xx_failed() {
    for (int status : List.of(100, 199, 300, 302, 400, 404, 429, 500, 503)) {
      assertTrue(!Outcome.answered(status, 1, Duration.ZERO).isWell(), "status " + status);
    }
    assertTrue(Outcome.answered(200, 1, Duration.ZERO).isWell());
    assertEquals("redirects are not followed", Outcome.answered(307, 1, Duration.ZERO).error());
  }

  @Test
  void body_slack_isTextThatSlackTakesForText() {
    JsonObject data = new JsonObject().put("message", "<!here> 5 & more");
    Message message = new Message("i", "alert.fired", NOW, data);
    assertEquals(
        "{\"text\":\"AgentCache: alert.fired: &lt;!here&gt; 5 &amp; more\"}",
        text(message, Format.SLACK));
    assertEquals(
        "{\"type\":\"alert.fired\",\"timestamp\":\"2026-11-22T12:00:00Z\",\"data\":"
            + "{\"message\":\"<!here> 5 & more\"}}",
        text(message, Format.STANDARD));
  }

  private static String text(Message message, Format format) {
    return new String(message.body(format), StandardCharsets.UTF_8);
  }

  private Verdict verdict(Errand errand, Outcome outcome, double random) {
    return Verdict.of(errand, outcome, patience, NOW, random);
  }

  private static Errand errand(int failures, @Nullable Instant since, Instant waiting) {
    Webhook webhook =
        new Webhook(
            UUID.randomUUID(),
            new Webhook.Terms("https://a.b", List.of("*"), null, Format.STANDARD, true),
            new Webhook.Standing(null, failures, since, null),
            NOW,
            NOW);
    return new Errand(
        UUID.randomUUID(),
        "t",
        new WebhookStore.Sealed(webhook, new WebhookStore.Secrets("s", null, null)),
        1,
        waiting,
        new Message("i", "quota.warning", NOW, new JsonObject()));
  }
}
