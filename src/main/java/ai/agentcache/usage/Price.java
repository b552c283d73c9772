package ai.agentcache.usage;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a model's tokens cost, in nano-dollars (1e-9 USD) a million tokens.
 *
 * @param input tokens of the prompt
 * @param cachedInput tokens of the prompt the provider had cached; the same as {@code input} where
 *     no discount is known
 * @param output tokens of the answer
 * @param asOf the day the figures were last confirmed
 */
public record Price(long input, long cachedInput, long output, LocalDate asOf) {

  private static final long MILLION = 1_000_000;

  /** Reads dollars a million tokens; fails on a negative figure or on more than nine decimals. */
  static long ofDollars(BigDecimal dollars) {
    if (dollars.signum() < 0) {
      throw new IllegalArgumentException("a price is never negative: " + dollars);
    }
    return dollars.movePointRight(9).longValueExact();
  }

  /** What the tokens cost in nano-dollars, each side rounded half up. */
  public long cost(TokenUsage usage) {
    return of(usage.input(), input) + of(usage.output(), output);
  }

  /** In two steps, because tokens times price would overflow. */
  private static long of(long tokens, long perMillion) {
    long whole = tokens / MILLION * perMillion;
    return whole + (tokens % MILLION * perMillion + MILLION / 2) / MILLION;
  }
}
