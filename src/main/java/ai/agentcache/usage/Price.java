package ai.agentcache.usage;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a model's tokens cost, in nano-dollars (1e-9 USD) a million tokens.
 *
 * @param input tokens of the prompt
 * @param cachedInput tokens of the prompt the provider had cached; the same as {@code input} where
 *     no discount is known
 * @param cacheWrite tokens of the prompt the provider put into its cache; the same as {@code input}
 *     where no surcharge is known
 * @param output tokens of the answer
 * @param asOf the day the figures were last confirmed
 */
public record Price(long input, long cachedInput, long cacheWrite, long output, LocalDate asOf) {

  private static final long MILLION = 1_000_000;

  /** More than anybody pays, and so little that sums of it do not overflow. */
  private static final long MOST = Long.MAX_VALUE / 1_024;

  /** One without a surcharge for what is put into the provider's cache. */
  public Price(long input, long cachedInput, long output, LocalDate asOf) {
    this(input, cachedInput, input, output, asOf);
  }

  /** Reads dollars a million tokens; fails on a negative figure or on more than nine decimals. */
  static long ofDollars(BigDecimal dollars) {
    if (dollars.signum() < 0) {
      throw new IllegalArgumentException("a price is never negative: " + dollars);
    }
    return dollars.movePointRight(9).longValueExact();
  }

  /** What the tokens cost in nano-dollars, each side rounded half up. */
  public long cost(TokenUsage usage) {
    return cost(Charge.of(usage));
  }

  /** What the tokens cost in nano-dollars, each of the four kinds rounded half up. */
  public long cost(Charge charge) {
    return of(charge.plainInput(), input)
        + of(charge.cachedInput(), cachedInput)
        + of(charge.cacheWrites(), cacheWrite)
        + of(charge.output(), output);
  }

  /** In two steps, because tokens times price would overflow; what still does is capped. */
  private static long of(long tokens, long perMillion) {
    long millions = tokens / MILLION;
    if (millions > 0 && perMillion > MOST / millions) {
      return MOST;
    }
    return millions * perMillion + (tokens % MILLION * perMillion + MILLION / 2) / MILLION;
  }
}
