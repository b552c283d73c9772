package ai.agentcache.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes nano-dollars as dollars. */
final class Money {

  private static final BigDecimal DOLLAR = BigDecimal.ONE;
  private static final int LEAST_DECIMALS = 2;
  private static final int MOST_DECIMALS = 6;
  private static final long SMALLEST = 1_000;

  private Money() {}

  /**
   * {@code $123.36}: two decimals; below one dollar up to six, so that a small amount is not shown
   * as nothing. Only zero is {@code $0.00}.
   */
  static String format(long nanos) {
    if (nanos == 0) {
      return "$0.00";
    }
    BigDecimal dollars = BigDecimal.valueOf(nanos, 9);
    if (dollars.compareTo(DOLLAR) >= 0) {
      return "$" + dollars.setScale(LEAST_DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }
    BigDecimal shown = BigDecimal.valueOf(Math.max(nanos, SMALLEST), 9);
    BigDecimal short6 = shown.setScale(MOST_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return "$" + short6.setScale(Math.max(LEAST_DECIMALS, short6.scale())).toPlainString();
  }
}
