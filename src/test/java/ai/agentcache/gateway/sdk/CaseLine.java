package ai.agentcache.gateway.sdk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What a table of cases says of one: {@code ok name}, {@code not ok name: why} or {@code skip name:
 * why}.
 *
 * @param verdict the first of these words
 * @param name which case, model, and whether cold or cached
 * @param why empty if it is well
 */
record CaseLine(String verdict, String name, String why) {

  private static final Pattern LINE = Pattern.compile("(ok|not ok|skip) (.*?)(?:: (.*))?");

  /** The verdict of a line, if it is one. */
  static Optional<CaseLine> read(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? Optional.of(
            new CaseLine(
                parts.group(1), parts.group(2), parts.group(3) == null ? "" : parts.group(3)))
        : Optional.empty();
  }

  /** As a test. */
  DynamicTest test() {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          switch (verdict) {
            case "ok" -> {}
            case "skip" -> throw new TestAbortedException(name + ": " + why);
            default -> throw new AssertionFailedError(name + ": " + why);
          }
        });
  }
}
