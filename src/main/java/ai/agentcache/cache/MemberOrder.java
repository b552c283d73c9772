package ai.agentcache.cache;

import java.util.Arrays;

/** The order of member names: by UTF-16 code units (RFC 8785, 3.2.3), told from their UTF-8. */
final class MemberOrder {
  private MemberOrder() {}

  /** Compares two names without escapes. */
  static int compare(byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
    if (aStart < aEnd && bStart < bEnd && a[aStart] != b[bStart]) {
      return rank(a[aStart]) - rank(b[bStart]);
    }
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

  /** Compares two names of which one at least has escapes; they are equal until they differ. */
  static int compareEscaped(byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
    int at = 0;
    while (aStart + at < aEnd && bStart + at < bEnd) {
      int order = rank(unit(a, aStart + at)) - rank(unit(b, bStart + at));
      if (order != 0) {
        return order;
      }
      at += width(a, aStart + at);
    }
    return (aEnd - aStart) - (bEnd - bStart);
  }

  /** The byte that is meant at {@code pos} of a canonical string. */
  private static byte unit(byte[] in, int pos) {
    if (in[pos] != '\\') {
      return in[pos];
    }
    return switch (in[pos + 1]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (byte) ((in[pos + 4] - '0') * 16 + Character.digit(in[pos + 5], 16));
      default -> in[pos + 1];
    };
  }

  private static int width(byte[] in, int pos) {
    return in[pos] != '\\' ? 1 : in[pos + 1] == 'u' ? 6 : 2;
  }
}
