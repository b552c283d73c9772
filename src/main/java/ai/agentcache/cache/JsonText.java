package ai.agentcache.cache;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * JSON strings, from any valid spelling to the canonical one (RFC 8785, 3.2.2.2). The canonical
 * spelling is never longer than what was read, so room for the rest of the input is enough.
 */
final class JsonText {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /** Bytes that may be written past the end of a string, before they are written over. */
  static final int SLACK = 8;

  private JsonText() {}

  /**
   * Copies the string whose opening quote is at {@code pos}.
   *
   * @return where the input goes on after the closing quote
   */
  static int copy(byte[] in, int pos, int end, ByteBuilder out) {
    out.put('"');
    int at = pos + 1;
    while (true) {
      at = copyPlain(in, at, end, out);
      if (at >= end) {
        throw Malformed.at(at, "the closing quote of a string");
      }
      byte unit = in[at];
      if (unit == '"') {
        out.put('"');
        return at + 1;
      }
      at = unit < 0 ? copyWide(in, at, end, out) : copyEscape(in, at, end, out);
    }
  }

  /** Copies ASCII that needs no look, eight bytes at a time, and stops at the first other byte. */
  private static int copyPlain(byte[] in, int pos, int end, ByteBuilder out) {
    byte[] to = out.bytes;
    int put = out.length;
    int at = pos;
    while (at + 8 <= end) {
      long eight = (long) EIGHT.get(in, at);
      EIGHT.set(to, put, eight);
      long special = special(eight);
      if (special != 0) {
        int plain = Long.numberOfTrailingZeros(special) >> 3;
        out.length = put + plain;
        return at + plain;
      }
      at += 8;
      put += 8;
    }
    while (at < end && isPlain(in[at])) {
      to[put++] = in[at++];
    }
    out.length = put;
    return at;
  }

  /** The high bit of every byte that is a quote, a backslash, a control or not ASCII. */
  private static long special(long eight) {
    long control = (eight - (ONES * 0x20)) & ~eight;
    long quote = zeros(eight ^ (ONES * '"'));
    long backslash = zeros(eight ^ (ONES * '\\'));
    return (control | quote | backslash | eight) & HIGH;
  }

  /** The high bit of the lowest byte that is zero, and perhaps of others above it. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  private static boolean isPlain(byte unit) {
    return unit >= 0x20 && unit != '"' && unit != '\\';
  }

  private static int copyWide(byte[] in, int pos, int end, ByteBuilder out) {
    int at = pos;
    while (at < end && in[at] < 0) {
      int length = Utf8.lengthAt(in, at, end);
      if (length == 0) {
        throw Malformed.at(at, "well-formed UTF-8");
      }
      for (int i = 0; i < length; i++) {
        out.put(in[at++]);
      }
    }
    return at;
  }

  private static int copyEscape(byte[] in, int pos, int end, ByteBuilder out) {
    if (in[pos] != '\\') {
      throw Malformed.at(pos, "control characters to be escaped");
    }
    if (pos + 1 >= end) {
      throw Malformed.at(pos + 1, "the rest of an escape");
    }
    if (in[pos + 1] == 'u') {
      return copyUnicode(in, pos, end, out);
    }
    put(simple(in[pos + 1], pos + 1), out);
    return pos + 2;
  }

  private static int simple(byte letter, int offset) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw Malformed.at(offset, "one of \"\\/bfnrtu after a backslash");
    };
  }

  private static int copyUnicode(byte[] in, int pos, int end, ByteBuilder out) {
    int unit = hex(in, pos + 2, end);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      if (unit < 0x80) {
        put(unit, out);
      } else {
        Utf8.put(unit, out);
      }
      return pos + 6;
    }
    int low = lowSurrogate(in, pos, end, unit);
    Utf8.put(Character.toCodePoint((char) unit, (char) low), out);
    return pos + 12;
  }

  private static int lowSurrogate(byte[] in, int pos, int end, int high) {
    boolean pair = high <= Character.MAX_HIGH_SURROGATE && pos + 7 < end;
    if (pair && in[pos + 6] == '\\' && in[pos + 7] == 'u') {
      int low = hex(in, pos + 8, end);
      if (low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE) {
        return low;
      }
    }
    throw Malformed.at(pos, "surrogates only in pairs");
  }

  private static int hex(byte[] in, int pos, int end) {
    int value = 0;
    for (int i = pos; i < pos + 4; i++) {
      int digit = i < end ? Character.digit(in[i], 16) : -1;
      if (digit < 0) {
        throw Malformed.at(Math.min(i, end), "four hexadecimal digits");
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  /** Adds one byte of UTF-8, escaped if the canonical form asks for it, into reserved room. */
  static void put(int unit, ByteBuilder out) {
    if (unit == '"' || unit == '\\') {
      out.put('\\');
      out.put(unit);
    } else if (unit >= 0 && unit < 0x20) {
      putControl(unit, out);
    } else {
      out.put(unit);
    }
  }

  private static void putControl(int unit, ByteBuilder out) {
    out.put('\\');
    switch (unit) {
      case '\b' -> out.put('b');
      case '\f' -> out.put('f');
      case '\n' -> out.put('n');
      case '\r' -> out.put('r');
      case '\t' -> out.put('t');
      default -> {
        out.put('u');
        out.put('0');
        out.put('0');
        out.put('0' + (unit >> 4));
        out.put(Character.forDigit(unit & 15, 16));
      }
    }
  }
}
