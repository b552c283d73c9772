package ai.agentcache.cache;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into pieces of about a word, as a model would stream it. */
final class TextPieces {
  private static final int LONGEST_WORD = 24;

  /** A long text comes in longer pieces, so that framing never dwarfs it. */
  private static final int MOST = 2048;

  private TextPieces() {}

  /** The pieces, which together are the text; no code point is cut. */
  static List<String> of(String text) {
    int least = text.length() / MOST;
    List<String> pieces = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = wholeCodePoint(text, wordEnd(text, start, Math.max(1, least)));
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  private static int wordEnd(String text, int start, int least) {
    int limit = Math.min(text.length(), start + least + LONGEST_WORD);
    int at = Math.min(text.length(), start + least);
    while (at < limit && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    while (at < limit && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int wholeCodePoint(String text, int end) {
    boolean cut =
        end < text.length()
            && Character.isLowSurrogate(text.charAt(end))
            && Character.isHighSurrogate(text.charAt(end - 1));
    return cut ? end + 1 : end;
  }
}
