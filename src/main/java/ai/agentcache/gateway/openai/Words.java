package ai.agentcache.gateway.openai;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into pieces of a few words, as a provider streams it. */
final class Words {

  private static final int LEAST = 12;
  private static final int LONGEST_WORD = 24;

  /** A long text comes in longer pieces, so that the events never dwarf it. */
  private static final int MOST_PIECES = 1_024;

  private Words() {}

  /** The pieces, which together are the text; none when it is empty, and no code point is cut. */
  static List<String> of(String text) {
    int least = Math.max(LEAST, text.length() / MOST_PIECES);
    List<String> pieces = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = end(text, start + least);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  private static int end(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST_WORD);
    int at = Math.min(from, limit);
    while (at < limit && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    boolean cut =
        at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return cut ? at + 1 : at;
  }
}
