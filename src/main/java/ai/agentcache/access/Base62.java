package ai.agentcache.access;

import java.util.random.RandomGenerator;

/** Text of digits and letters, about 5.95 bits a character. */
final class Base62 {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Base62() {}

  /** Evenly distributed characters; as strong as the generator. */
  static String random(RandomGenerator generator, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(generator.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** A non-negative number in exactly that many characters, the most significant first. */
  static String encode(long value, int length) {
    char[] text = new char[length];
    long rest = value;
    for (int i = length - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (rest % 62));
      rest /= 62;
    }
    return new String(text);
  }

  /** Whether all characters of the range are of the alphabet. */
  static boolean matches(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigitOrLetter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The number written in a range of at most ten characters of the alphabet. */
  static long decode(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value * 62 + digit(text.charAt(i));
    }
    return value;
  }

  private static boolean isDigitOrLetter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static int digit(char c) {
    if (c <= '9') {
      return c - '0';
    }
    return c <= 'Z' ? c - 'A' + 10 : c - 'a' + 36;
  }
}
