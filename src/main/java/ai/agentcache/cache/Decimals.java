package ai.agentcache.cache;

/** Writes whole numbers and fixed fractions as ASCII without making strings. */
final class Decimals {
  private static final long[] POWERS = powers();

  private Decimals() {}

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /** How many digits a number from 0 has. */
  static int width(long number) {
    int width = 1;
    while (width < POWERS.length && number >= POWERS[width]) {
      width++;
    }
    return width;
  }

  /** Writes the last {@code width} digits of a number from 0. */
  static void write(long number, byte[] to, int at, int width) {
    long rest = number;
    for (int i = at + width - 1; i >= at; i--) {
      long tenth = rest / 10;
      to[i] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    }
  }

  /**
   * Adds {@code number / 10^places} in plain notation.
   *
   * @param trim whether zeros at the end of the fraction, and an empty fraction, are left out
   */
  static void addFixed(long number, int places, boolean trim, ByteBuilder out) {
    long unit = POWERS[places];
    out.add(number / unit);
    out.reserve(places + 1);
    out.put('.');
    write(number % unit, out.bytes, out.length, places);
    out.length += places;
    if (trim) {
      trimFraction(out);
    }
  }

  private static void trimFraction(ByteBuilder out) {
    while (out.bytes[out.length - 1] == '0') {
      out.length--;
    }
    if (out.bytes[out.length - 1] == '.') {
      out.length--;
    }
  }
}
