package ai.agentcache.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown document.
 *
 * @param language what stands behind the opening fence
 * @param text what is between the fences, with a line end after each line
 * @param line the line of the opening fence, counted from 1
 */
record Fence(String language, String text, int line) {

  private static final String MARK = "```";

  /** All blocks of a document, in its order. */
  static List<Fence> of(String markdown) {
    List<Fence> fences = new ArrayList<>();
    List<String> lines = markdown.lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith(MARK)) {
        Fence fence = read(lines, at);
        fences.add(fence);
        at += (int) fence.text().lines().count() + 1;
      }
    }
    return fences;
  }

  private static Fence read(List<String> lines, int opening) {
    StringBuilder text = new StringBuilder();
    for (int at = opening + 1; at < lines.size(); at++) {
      if (lines.get(at).equals(MARK)) {
        return new Fence(lines.get(opening).substring(MARK.length()), text.toString(), opening + 1);
      }
      text.append(lines.get(at)).append('\n');
    }
    throw new IllegalArgumentException("the block of line " + (opening + 1) + " does not end");
  }
}
