package ai.agentcache.cache;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  /** Length of the character of two or more bytes at {@code pos}, or 0 if it is not well formed. */
  static int lengthAt(byte[] in, int pos, int end) {
    int lead = in[pos] & 0xFF;
    if (lead < 0xE0) {
      return lead >= 0xC2 && follows(in, pos + 1, end, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead < 0xF0) {
      return second(lead, in, pos, end) && follows(in, pos + 2, end, 0x80, 0xBF) ? 3 : 0;
    }
    return lead <= 0xF4
            && second(lead, in, pos, end)
            && follows(in, pos + 2, end, 0x80, 0xBF)
            && follows(in, pos + 3, end, 0x80, 0xBF)
        ? 4
        : 0;
  }

  /** The second byte, whose range depends on the first (table 3-7 of the Unicode standard). */
  private static boolean second(int lead, byte[] in, int pos, int end) {
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return follows(in, pos + 1, end, low, high);
  }

  private static boolean follows(byte[] in, int pos, int end, int low, int high) {
    if (pos >= end) {
      return false;
    }
    int unit = in[pos] & 0xFF;
    return unit >= low && unit <= high;
  }

  /** Adds a code point that is not a surrogate, into reserved room. */
  static void put(int codePoint, ByteBuilder out) {
    if (codePoint < 0x80) {
      out.put(codePoint);
    } else if (codePoint < 0x800) {
      out.put(0xC0 | (codePoint >> 6));
      putTail(codePoint, out);
    } else if (codePoint < 0x10000) {
      out.put(0xE0 | (codePoint >> 12));
      putTail(codePoint >> 6, out);
      putTail(codePoint, out);
    } else {
      out.put(0xF0 | (codePoint >> 18));
      putTail(codePoint >> 12, out);
      putTail(codePoint >> 6, out);
      putTail(codePoint, out);
    }
  }

  private static void putTail(int bits, ByteBuilder out) {
    out.put(0x80 | (bits & 0x3F));
  }
}
