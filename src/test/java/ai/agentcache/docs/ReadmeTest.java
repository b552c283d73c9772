package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README has its shape, and CI runs the very command it names. */
final class ReadmeTest {

  private static final String README = Generated.read(Path.of("README.md"));
  private static final String CI = Generated.read(Path.of(".ci/run"));

  /** Options that change what is printed, not what is run. */
  private static final Pattern QUIET = Pattern.compile(" (-B|-ntp|--batch-mode)(?= )");

  @Test
  void readme_length_isAtMostTwoHundredLines() {
    assertTrue(README.lines().count() <= 200);
  }

  @Test
  void readme_commands_areTheTwoOfTheProject() {
    List<String> commands =
        ShellStep.of(README).stream()
            .filter(step -> step.script().contains("mvn"))
            .map(ShellStep::script)
            .toList();
    assertEquals(List.of(ShellStep.START, ShellStep.VERIFY), commands);
  }

  @Test
  void readme_firstBlock_isACurlOfSixLines() {
    ShellStep first = ShellStep.of(README).get(0);
    assertTrue(first.script().startsWith("curl "));
    assertEquals(6, first.script().lines().count());
  }

  @Test
  void ci_command_isTheTestCommandOfTheReadme() {
    List<String> commands =
        CI.lines().map(String::strip).filter(line -> line.startsWith("mvn ")).toList();
    assertEquals(1, commands.size());
    assertEquals(ShellStep.VERIFY.strip(), QUIET.matcher(commands.get(0)).replaceAll(""));
  }
}
