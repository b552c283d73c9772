package ai.agentcache.upload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as they are shown. */
final class Numbers {

  private Numbers() {}

  /** So many decimals at most; null of NaN. */
  static @Nullable Double rounded(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Double.isNaN(value) ? null : Math.round(value * scale) / scale;
  }

  /** Without an exponent, six decimals at most. */
  static String plain(double value) {
    return BigDecimal.valueOf(value)
        .setScale(6, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
