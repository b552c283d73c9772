package ai.agentcache.docs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell block of a document with what it is said to print.
 *
 * @param line where it begins
 * @param script the commands
 * @param expected the {@code json} or {@code text} block that follows it, if one does
 */
record ShellStep(int line, String script, @Nullable Fence expected) {

  /** Starts the service. */
  static final String START = "mvn quarkus:dev\n";

  /** Runs all tests. */
  static final String VERIFY = "mvn verify\n";

  /** All shell blocks of a document, in its order. */
  static List<ShellStep> of(String markdown) {
    List<Fence> fences = Fence.of(markdown);
    List<ShellStep> steps = new ArrayList<>();
    for (int at = 0; at < fences.size(); at++) {
      Fence fence = fences.get(at);
      if (fence.language().equals("sh")) {
        Fence next = at + 1 < fences.size() ? fences.get(at + 1) : null;
        steps.add(new ShellStep(fence.line(), fence.text(), isOutput(next) ? next : null));
      }
    }
    return steps;
  }

  private static boolean isOutput(@Nullable Fence fence) {
    return fence != null && (fence.language().equals("json") || fence.language().equals("text"));
  }

  /** Whether it is to be run against the service, and not one that starts or builds it. */
  boolean isRun() {
    return !script.equals(START) && !script.equals(VERIFY);
  }

  /** What is wrong with that output; empty when it is as said. */
  List<String> differences(String output) {
    Fence said = expected;
    if (said == null) {
      return List.of();
    }
    return said.language().equals("json")
        ? LooseJson.differences(said.text(), output)
        : LooseText.differences(said.text(), output);
  }
}
