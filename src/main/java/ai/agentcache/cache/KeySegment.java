package ai.agentcache.cache;

import java.util.Optional;

/** A part of a key in which everything that could be taken for a separator is percent-encoded. */
final class KeySegment {
  private static final boolean[] PLAIN = plain();

  private KeySegment() {}

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/@+-"
        .chars()
        .forEach(letter -> plain[letter] = true);
    return plain;
  }

  /** Encodes ASCII text. */
  static String encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return encodeFrom(text, i);
      }
    }
    return text;
  }

  private static boolean isPlain(char letter) {
    return letter < PLAIN.length && PLAIN[letter];
  }

  private static String encodeFrom(String text, int first) {
    StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (isPlain(letter)) {
        encoded.append(letter);
      } else {
        encoded.append('%').append(hex(letter >> 4)).append(hex(letter));
      }
    }
    return encoded.toString();
  }

  private static char hex(int value) {
    return Character.toUpperCase(Character.forDigit(value & 15, 16));
  }

  /** Decodes what {@link #encode} made of visible ASCII, and nothing else. */
  static Optional<String> decode(String text) {
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        decoded.append(text.charAt(i));
      } else if (i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 8);
        decoded.append((char) ((high << 4) | Character.digit(text.charAt(i + 2), 16)));
        i += 2;
      }
    }
    String candidate = decoded.toString();
    boolean visible = candidate.chars().allMatch(letter -> letter > 32 && letter < 127);
    return visible && encode(candidate).equals(text) ? Optional.of(candidate) : Optional.empty();
  }
}
