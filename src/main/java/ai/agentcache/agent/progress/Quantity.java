package ai.agentcache.agent.progress;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers of progress: decimal, so that a tenth added ten times is one, and to nine decimals, which
 * drops what binary fractions leave behind.
 */
final class Quantity {

  private static final BigDecimal LARGEST = new BigDecimal("1e15");
  private static final int DECIMALS = 9;

  private Quantity() {}

  /** Whether a number may be used: finite and not above 10^15 either way. */
  static boolean isUsable(JsonNode number) {
    if ((number.isDouble() || number.isFloat()) && !Double.isFinite(number.doubleValue())) {
      return false;
    }
    BigDecimal value = number.decimalValue();
    return value.precision() - (long) value.scale() <= LARGEST.precision() - LARGEST.scale()
        && value.abs().compareTo(LARGEST) <= 0;
  }

  static BigDecimal of(JsonNode number) {
    return of(number.decimalValue());
  }

  /** In the one form that equal numbers have in common. */
  static BigDecimal of(BigDecimal value) {
    BigDecimal rounded =
        value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_EVEN) : value;
    BigDecimal bare = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
