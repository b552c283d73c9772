package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.agentcache.it.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README tells a newcomer to type does what the README says. */
final class ReadmeIT {

  private static final String WRITTEN_URL = "http://localhost:8080";

  @Test
  void readme_shellBlocks_doWhatTheySay() throws Exception {
    Shell shell = new Shell(freshFolder());
    assumeTrue(shell.has("curl"), "the README's blocks need bash and curl");
    List<ShellStep> steps =
        ShellStep.of(Generated.read(Path.of("README.md"))).stream()
            .filter(ShellStep::isRun)
            .toList();
    List<String> problems = new ArrayList<>();
    try (PackagedService service = PackagedService.in(shell.folder()).start()) {
      for (ShellStep step : steps) {
        problems.addAll(problems(shell, step, service.url()));
      }
    }
    assertTrue(steps.size() >= 2, "the README has lost its shell blocks");
    assertEquals(List.of(), problems);
  }

  /** Not one of JUnit's, which would be deleted while the stores still shut down in it. */
  private static Path freshFolder() throws IOException {
    Path parent = Files.createDirectories(Path.of("target/readme").toAbsolutePath());
    return Files.createTempDirectory(parent, "run-");
  }

  private static List<String> problems(Shell shell, ShellStep step, String url) throws Exception {
    Shell.Result result = shell.run(step.script().replace(WRITTEN_URL, url));
    List<String> problems = new ArrayList<>(step.differences(result.output()));
    if (result.code() != 0) {
      problems.add("ends with code " + result.code());
    }
    String where = "README.md line " + step.line() + ": ";
    String output = problems.isEmpty() ? "" : "\n  it printed " + result.output();
    return problems.stream().map(problem -> where + problem + output).toList();
  }
}
