package ai.agentcache.access;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of its monthly budget a key has spent.
 *
 * @param limitNanos what may be spent a month, nano-dollars, 0 for any amount
 * @param spentNanos what was spent this month so far, nano-dollars
 */
public record Budget(long limitNanos, long spentNanos) {

  private static final int NANO_DECIMALS = 9;
  private static final int SHOWN_DECIMALS = 6;

  /** Whether nothing more may be spent. */
  public boolean isSpent() {
    return limitNanos > 0 && spentNanos >= limitNanos;
  }

  /** Nano-dollars as dollars, to the millionth. */
  public static BigDecimal dollars(long nanos) {
    BigDecimal dollars =
        BigDecimal.valueOf(nanos, NANO_DECIMALS)
            .setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
  }

  /** Such as {@code $0.25 of $10}. */
  String text() {
    return "$"
        + dollars(spentNanos).toPlainString()
        + " of $"
        + dollars(limitNanos).toPlainString();
  }
}
