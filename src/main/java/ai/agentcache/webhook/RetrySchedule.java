package ai.agentcache.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * When to try an endpoint again: after a pause drawn from 0 to a bound that doubles with each
 * failure in a row, or later if the endpoint asks for it.
 *
 * @param first the bound after the first failure
 * @param longest the largest bound
 * @param longestAsked the longest pause that an endpoint can ask for
 */
record RetrySchedule(Duration first, Duration longest, Duration longestAsked) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 30;

  static RetrySchedule of(WebhookConfig.Retries config) {
    return new RetrySchedule(config.first(), config.longest(), config.longestAsked());
  }

  /**
   * The time of the next try.
   *
   * @param failures in a row, this one included
   * @param asked what the endpoint asked for, zero for nothing
   * @param random from 0 to 1
   */
  Instant next(int failures, Duration asked, Instant now, double random) {
    Duration drawn = Duration.ofMillis((long) (bound(failures).toMillis() * random));
    Duration heard = asked.compareTo(longestAsked) > 0 ? longestAsked : asked;
    Duration pause = drawn.compareTo(heard) < 0 ? heard : drawn;
    return now.plus(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause);
  }

  private Duration bound(int failures) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
