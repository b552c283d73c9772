package ai.agentcache.gateway.anthropic;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into pieces of a few words, as a model streams it. */
final class Pieces {

  private static final int USUAL = 16;
  private static final int LONGEST_WORD = 24;

  /** A long text comes in longer pieces, so that framing never dwarfs it. */
  private static final int MOST = 1_024;

  private Pieces() {}

  /** The pieces, which together are the text; no code point is cut. */
  static List<String> of(String text) {
    int least = Math.max(USUAL, text.length() / MOST);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start + least);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /** The next end of a word; if there is none nearby, the next end of a code point. */
  private static int end(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST_WORD);
    for (int at = from; at < limit; at++) {
      if (Character.isWhitespace(text.charAt(at - 1))) {
        return at;
      }
    }
    boolean cuts = limit < text.length() && Character.isLowSurrogate(text.charAt(limit));
    return cuts ? limit + 1 : limit;
  }
}
