package ai.agentcache.cache;

import java.util.Arrays;

/** The order of member names: by UTF-16 code units (RFC 8785, 3.2.3), told from their UTF-8. */
final class MemberOrder {
  private MemberOrder() {}

  /** Compares two names without escapes. */
  static int compare(byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
    int at = Arrays.mismatch(a, aStart, aEnd, b, bStart, bEnd);
    if (at < 0) {
      return 0;
    }
    if (aStart + at == aEnd) {
      return -1;
    }
    return bStart + at == bEnd ? 1 : rank(a[aStart + at]) - rank(b[bStart + at]);
  }

  /**
   * UTF-8 sorts by code points. In UTF-16 a code point above U+FFFF starts with a surrogate, and so
   * comes before U+E000 to U+FFFF, whose first byte is EE or EF.
   */
  private static int rank(byte unit) {
    int rank = unit & 0xFF;
    return rank == 0xEE || rank == 0xEF ? rank + 0x10 : rank;
  }

  /** Compares two names of which one at least has escapes. */
  static int compareEscaped(byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
    return JsonSlice.unescape(a, aStart, aEnd).compareTo(JsonSlice.unescape(b, bStart, bEnd));
  }
}
