package ai.agentcache.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds figures for people: at most three decimals, no trailing zeros, never an exponent. */
final class Figures {

  private static final int DECIMALS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private Figures() {}

  static BigDecimal round(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /** The share of a part in a whole, percent; 0 of nothing. */
  static BigDecimal percent(long part, long whole) {
    return whole == 0 ? BigDecimal.ZERO : round(100.0 * part / whole);
  }

  static BigDecimal millis(long nanos) {
    return round(nanos / NANOS_PER_MILLI);
  }

  /** The average of so many; 0 of none. */
  static BigDecimal averageMillis(long nanos, long count) {
    return count == 0 ? BigDecimal.ZERO : round(nanos / NANOS_PER_MILLI / count);
  }
}
