package ai.agentcache.gateway.guard;

import java.util.OptionalLong;

/**
 * How long to wait before asking again: a pause drawn evenly from zero to a bound that doubles
 * (full jitter: Brooker, <i>Exponential Backoff and Jitter</i>, 2015), and no less than the
 * provider asks for.
 *
 * @param firstMillis the bound before the first retry
 * @param mostMillis the largest bound; a provider that asks for more is not asked again
 */
record Backoff(long firstMillis, long mostMillis) {

  /**
   * The pause.
   *
   * @param retry which retry, from 1
   * @param retryAfterMillis what the provider asks for, 0 for nothing
   * @param random evenly from 0 to 1, exclusive
   * @return milliseconds; empty if it would be too long
   */
  OptionalLong pauseMillis(int retry, long retryAfterMillis, double random) {
    if (retryAfterMillis > mostMillis) {
      return OptionalLong.empty();
    }
    long bound = Math.min(mostMillis, firstMillis << Math.min(20, retry - 1));
    return OptionalLong.of(retryAfterMillis + (long) (bound * random));
  }
}
