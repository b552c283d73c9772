package ai.agentcache.cache;

/**
 * JSON numbers, from any valid spelling to the canonical one: the shortest decimal of the double
 * (RFC 8785, 3.2.2.3), but for whole numbers that no double holds, which keep their digits.
 */
final class JsonNumber {
  /** Every decimal of so many digits survives the way to a double and back (DBL_DIG). */
  private static final int SAFE_DIGITS = 15;

  private JsonNumber() {}

  /**
   * Reads the number at {@code pos}.
   *
   * @return where it ends if it is canonical as it stands, else the complement of that
   */
  static int scan(byte[] in, int pos, int end) {
    int first = in[pos] == '-' ? pos + 1 : pos;
    int at = digits(in, first, end);
    boolean zero = in[first] == '0';
    if (zero && at > first + 1) {
      throw Malformed.at(first + 1, "no digit after a leading zero");
    }
    boolean canonical = !zero || first == pos;
    if (at < end && in[at] == '.') {
      int point = at;
      at = digits(in, point + 1, end);
      canonical = in[at - 1] != '0' && (!zero || isNotTiny(in, point + 1));
    }
    if (at < end && (in[at] == 'e' || in[at] == 'E')) {
      return ~exponent(in, at + 1, end);
    }
    return canonical && at - first <= SAFE_DIGITS ? at : ~at;
  }

  private static int digits(byte[] in, int pos, int end) {
    int at = pos;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    if (at == pos) {
      throw Malformed.at(pos, "a digit");
    }
    return at;
  }

  private static int exponent(byte[] in, int pos, int end) {
    boolean signed = pos < end && (in[pos] == '+' || in[pos] == '-');
    return digits(in, signed ? pos + 1 : pos, end);
  }

  /** Whether a fraction that ends in no zero starts with fewer than six, and so has no exponent. */
  private static boolean isNotTiny(byte[] in, int fraction) {
    int at = fraction;
    while (in[at] == '0') {
      at++;
    }
    return at - fraction < 6;
  }

  /**
   * Adds the canonical form of a valid number.
   *
   * @return whether it is within the range of a double
   */
  static boolean put(byte[] in, int start, int end, ByteBuilder out) {
    Decimal literal = Decimal.of(in, start, end);
    if (literal.isSafe(SAFE_DIGITS)) {
      literal.put(out);
      return true;
    }
    double value = literal.toDouble();
    if (Double.isInfinite(value)) {
      return false;
    }
    Decimal shortest = Decimal.of(value);
    if (literal.isWhole() && !literal.sameAs(shortest)) {
      literal.putPlain(out);
    } else {
      shortest.put(out);
    }
    return true;
  }
}
