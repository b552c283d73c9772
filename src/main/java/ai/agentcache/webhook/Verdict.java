package ai.agentcache.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a try leads to.
 *
 * <pre>
 * PENDING --(2xx)----------------------------------------> DELIVERED
 *    ^ \\---(failed, next try within 24 h of the event)--.
 *    '---------------------------------------------------'
 *      \\---(failed otherwise, or 410)-------------------> FAILED
 * </pre>
 *
 * @param result what becomes of the delivery
 * @param failures tries of the endpoint in a row that failed
 * @param failingSince when the first of them was
 * @param retryAt when the endpoint is tried next; null for at once
 * @param off why the endpoint is switched off; null if it is not
 */
record Verdict(
    Result result,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant retryAt,
    @Nullable String off) {

  /** What becomes of the delivery. */
  enum Result {
    DELIVERED("delivered"),
    RETRIED("pending"),
    GIVEN_UP("failed");

    private final String state;

    Result(String state) {
      this.state = state;
    }

    /** As it is stored. */
    String state() {
      return state;
    }
  }

  /** How long what is tried. */
  record Patience(RetrySchedule schedule, Duration over, Duration failing) {
    static Patience of(WebhookConfig.Retries config) {
      return new Patience(RetrySchedule.of(config), config.over(), config.failing());
    }
  }

  /**
   * The verdict on one try.
   *
   * @param random from 0 to 1
   */
  static Verdict of(Errand errand, Outcome outcome, Patience patience, Instant now, double random) {
    if (outcome.isWell()) {
      return new Verdict(Result.DELIVERED, 0, null, null, null);
    }
    Webhook.Standing before = errand.webhook().standing();
    Instant since = before.failingSince() == null ? now : before.failingSince();
    int failures = before.failures() + 1;
    Instant next = patience.schedule().next(failures, outcome.retryAfter(), now, random);
    boolean late = next.isAfter(errand.waitingSince().plus(patience.over()));
    Result result = outcome.isGone() || late ? Result.GIVEN_UP : Result.RETRIED;
    return new Verdict(result, failures, since, next, off(outcome, since, patience, now));
  }

  private static @Nullable String off(
      Outcome outcome, Instant since, Patience patience, Instant now) {
    if (outcome.isGone()) {
      return "The endpoint answered 410 Gone.";
    }
    return now.isBefore(since.plus(patience.failing()))
        ? null
        : "Nothing could be delivered since %s.".formatted(since);
  }
}
