package ai.agentcache.cache;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A decimal as its significant digits: ± 0.d₁d₂…dₙ × 10^point, with neither d₁ nor dₙ zero. Zero
 * has no digits and no sign.
 */
final class Decimal {
  /** Below it a double holds so few bits that one digit can be enough where two are offered. */
  private static final double FEW_BITS = 1e-320;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final boolean negative;
  private final byte[] digits;
  private final long point;

  private Decimal(boolean negative, byte[] digits, long point) {
    this.negative = negative && digits.length > 0;
    this.digits = digits;
    this.point = digits.length > 0 ? point : 0;
  }

  /** The exact value of a valid JSON number. */
  static Decimal of(byte[] in, int start, int end) {
    byte[] digits = new byte[end - start];
    int count = 0;
    long point = 0;
    boolean fraction = false;
    int at = start;
    for (; at < end && in[at] != 'e' && in[at] != 'E'; at++) {
      if (in[at] == '.') {
        fraction = true;
      } else if (in[at] != '-') {
        boolean leading = count == 0 && in[at] == '0';
        if (!leading) {
          digits[count++] = in[at];
        }
        point += fraction ? (leading ? -1 : 0) : (leading ? 0 : 1);
      }
    }
    return of(in[start] == '-', digits, count, point + exponent(in, at + 1, end));
  }

  private static Decimal of(boolean negative, byte[] digits, int count, long point) {
    int last = count;
    while (last > 0 && digits[last - 1] == '0') {
      last--;
    }
    return new Decimal(negative, Arrays.copyOf(digits, last), point);
  }

  /** The exponent, or one of the same sign that is as good as infinite. */
  private static long exponent(byte[] in, int start, int end) {
    long value = 0;
    for (int i = start; i < end; i++) {
      if (in[i] >= '0' && in[i] <= '9') {
        value = Math.min(value * 10 + in[i] - '0', 1L << 40);
      }
    }
    return start < end && in[start] == '-' ? -value : value;
  }

  /** The shortest decimal that a finite double is the nearest to; the closest one of these. */
  static Decimal of(double value) {
    byte[] text = DoubleToDecimal.toString(value).getBytes(StandardCharsets.ISO_8859_1);
    Decimal decimal = of(text, 0, text.length);
    return Math.abs(value) < FEW_BITS && decimal.digits.length == 2
        ? decimal.oneDigit(value)
        : decimal;
  }

  /** {@code Double.toString} never gives one digit where two are nearer; ECMAScript does. */
  private Decimal oneDigit(double value) {
    int down = digits[0];
    int first = digits[1] < '5' ? down : down + 1;
    Decimal near = ifSame(first, value);
    Decimal other = near != null ? near : ifSame(down + down + 1 - first, value);
    return other != null ? other : this;
  }

  private @Nullable Decimal ifSame(int digit, double value) {
    Decimal one =
        digit > '9'
            ? new Decimal(negative, new byte[] {'1'}, point + 1)
            : new Decimal(negative, new byte[] {(byte) digit}, point);
    return digit > '0' && Double.compare(one.toDouble(), value) == 0 ? one : null;
  }

  /** Whether its digits are surely those of its double: few enough, and far from both ends. */
  boolean isSafe(int safeDigits) {
    return digits.length <= safeDigits && point >= -306 && point <= 308;
  }

  boolean isWhole() {
    return point >= digits.length;
  }

  /** The nearest double, infinite beyond its range. */
  double toDouble() {
    if (digits.length == 0) {
      return 0;
    }
    long exponent = point - digits.length;
    if (digits.length <= 15 && exponent <= 0 && exponent >= -22) {
      return quotient((int) -exponent);
    }
    return parse(Math.max(-20_000_000, Math.min(20_000_000, exponent)));
  }

  /** Both parts are exact as doubles, and so their quotient is the nearest (Clinger, 1990). */
  private double quotient(int zeros) {
    long number = 0;
    for (byte digit : digits) {
      number = number * 10 + digit - '0';
    }
    return (negative ? -number : number) / POWERS[zeros];
  }

  private double parse(long exponent) {
    String sign = negative ? "-" : "";
    return Double.parseDouble(
        sign + new String(digits, StandardCharsets.ISO_8859_1) + 'E' + exponent);
  }

  boolean sameAs(Decimal other) {
    return negative == other.negative
        && point == other.point
        && Arrays.equals(digits, other.digits);
  }

  /** Adds it the way ECMAScript writes numbers (Number::toString). */
  void put(ByteBuilder out) {
    if (point > 21 || point <= -6) {
      putExponential(out);
    } else if (point > 0) {
      putPlain(out);
    } else {
      putFraction(out);
    }
  }

  /** Adds it without an exponent; it must not be below 1, unless it is zero. */
  void putPlain(ByteBuilder out) {
    int whole = (int) Math.min(point, digits.length);
    sign(out);
    out.add(digits, 0, whole);
    zeros((int) point - whole, out);
    if (whole < digits.length) {
      out.add(".").add(digits, whole, digits.length);
    }
  }

  private void putFraction(ByteBuilder out) {
    sign(out);
    out.add("0");
    if (digits.length > 0) {
      out.add(".");
      zeros((int) -point, out);
      out.add(digits);
    }
  }

  private void putExponential(ByteBuilder out) {
    sign(out);
    out.add(digits, 0, 1);
    if (digits.length > 1) {
      out.add(".").add(digits, 1, digits.length);
    }
    out.add(point > 0 ? "e+" : "e-").add(Math.abs(point - 1));
  }

  private void sign(ByteBuilder out) {
    if (negative) {
      out.add("-");
    }
  }

  private static void zeros(int count, ByteBuilder out) {
    out.reserve(count);
    for (int i = 0; i < count; i++) {
      out.put('0');
    }
  }
}
