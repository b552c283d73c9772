package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.agentcache.it.PackagedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The upload that a page walks through, its crash included, goes as the page says. */
final class UploadWalkIT {

  private static final Path PAGE = Path.of("docs/upload-walk.md");
  private static final String WRITTEN_URL = "http://localhost:8080";
  private static final String CRASH = "kill -9 $(pgrep -f quarkus-run.jar)\n";

  @Test
  void page_shellBlocks_doWhatTheySayThroughACrash() throws Exception {
    Path parent = Files.createDirectories(Path.of("target/upload-walk").toAbsolutePath());
    Shell shell = new Shell(Files.createTempDirectory(parent, "run-"));
    assumeTrue(shell.has("curl"), "the page's blocks need bash and curl");
    List<ShellStep> steps = ShellStep.of(Generated.read(PAGE));
    int crash = steps.stream().map(ShellStep::script).toList().indexOf(CRASH);
    assertTrue(crash > 0, "the page has lost its crash");
    try (PackagedService service = PackagedService.in(shell.folder()).start()) {
      assertEquals(List.of(), problems(shell, steps.subList(0, crash), service.url()));
      service.kill9();
    }
    try (PackagedService again = PackagedService.in(shell.folder()).start()) {
      List<ShellStep> rest = steps.subList(crash + 1, steps.size());
      assertEquals(List.of(), problems(shell, rest, again.url()));
    }
  }

  private static List<String> problems(Shell shell, List<ShellStep> steps, String url)
      throws Exception {
    List<String> problems = new ArrayList<>();
    for (ShellStep step : steps) {
      Shell.Result result = shell.run(step.script().replace(WRITTEN_URL, url));
      List<String> differences = new ArrayList<>(step.differences(result.output()));
      if (result.code() != 0) {
        differences.add("ends with code " + result.code());
      }
      String where = PAGE + " line " + step.line() + ": ";
      differences.forEach(
          difference -> problems.add(where + difference + "\n  it printed " + result.output()));
    }
    return problems;
  }
}
