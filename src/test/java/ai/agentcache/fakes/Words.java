package ai.agentcache.fakes;

import java.util.ArrayList;
import java.util.List;

/** Words stand in for tokens. */
final class Words {

  private Words() {}

  static int count(CharSequence text) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean letter = !Character.isWhitespace(text.charAt(i));
      if (letter && !inside) {
        words++;
      }
      inside = letter;
    }
    return words;
  }

  /** One piece a word, the white space before it included; together they are the text. */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean letter = !Character.isWhitespace(text.charAt(i));
      if (inside && !letter) {
        pieces.add(text.substring(start, i));
        start = i;
      }
      inside = letter;
    }
    if (start < text.length()) {
      pieces.add(text.substring(start));
    }
    return pieces;
  }

  /** Pieces of this many characters, the last one shorter; never half of a surrogate pair. */
  static List<String> slices(String text, int length) {
    List<String> slices = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + length);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      slices.add(text.substring(at, end));
      at = end;
    }
    return slices;
  }
}
