package ai.agentcache.docs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** Text of which some parts are left open: {@code …} stands for anything. */
final class LooseText {

  private static final String ANYTHING = "…";

  private LooseText() {}

  /** Whether a text is the expected one but for what is left open. */
  static boolean matches(String expected, String actual) {
    String pattern = "\\Q" + expected.replace(ANYTHING, "\\E.*\\Q") + "\\E";
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(actual).matches();
  }

  /** The expected lines that do not come in this order; others may come between them. */
  static List<String> differences(String expected, String actual) {
    Iterator<String> lines = actual.lines().iterator();
    List<String> missing = new ArrayList<>();
    for (String line : expected.lines().toList()) {
      if (!skipTo(line, lines)) {
        missing.add("no line `" + line + "`");
      }
    }
    return missing;
  }

  private static boolean skipTo(String expected, Iterator<String> lines) {
    while (lines.hasNext()) {
      if (matches(expected.strip(), lines.next().strip())) {
        return true;
      }
    }
    return false;
  }
}
