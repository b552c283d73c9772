package ai.agentcache.agent.progress;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Scores that are averaged.
 *
 * @param sum of all of them
 * @param count how many there were, at least one
 */
record Score(BigDecimal sum, long count) {

  private static final int SHOWN_DECIMALS = 4;

  Score plus(Score other) {
    return new Score(Quantity.of(sum.add(other.sum)), count + other.count);
  }

  /** Their average, to four decimals. */
  BigDecimal average() {
    BigDecimal exact = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
    return Quantity.of(exact.setScale(SHOWN_DECIMALS, RoundingMode.HALF_EVEN));
  }
}
