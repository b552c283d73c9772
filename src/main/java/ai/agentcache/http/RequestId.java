package ai.agentcache.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.concurrent.ThreadLocalRandom;

/** The id a request is known by in answers and logs: 1 to 128 visible ASCII characters. */
final class RequestId {

  static final int MAX_LENGTH = 128;
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

  private RequestId() {}

  static boolean isValid(CharSequence id) {
    int length = id.length();
    return length > 0 && length <= MAX_LENGTH && isVisible(id);
  }

  private static boolean isVisible(CharSequence id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** A new id of 128 random bits. It is a name, not a secret: a fast generator will do. */
  static String make() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    byte[] digits = new byte[32];
    write(random.nextLong(), digits, 0);
    write(random.nextLong(), digits, 16);
    return new String(digits, ISO_8859_1);
  }

  private static void write(long bits, byte[] digits, int offset) {
    long rest = bits;
    for (int i = offset + 15; i >= offset; i--) {
      digits[i] = HEX[(int) rest & 15];
      rest >>>= 4;
    }
  }
}
