package ai.agentcache.docs;

import ai.agentcache.it.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page whose shell blocks are run, one after the other in a folder of their own. */
final class ShellPage {

  private static final String WRITTEN_URL = "http://localhost:8080";

  private final Path page;
  private final Shell shell;

  private ShellPage(Path page, Shell shell) {
    this.page = page;
    this.shell = shell;
  }

  /**
   * The folder is not one of JUnit's, which would be deleted while stores still shut down in it.
   */
  static ShellPage of(Path page, String folder) throws IOException {
    Path parent = Files.createDirectories(Path.of("target", folder).toAbsolutePath());
    return new ShellPage(page, new Shell(Files.createTempDirectory(parent, "run-")));
  }

  Path folder() {
    return shell.folder();
  }

  /** Whether there is what the blocks are written for. */
  boolean canRun() throws InterruptedException {
    return shell.has("curl");
  }

  List<ShellStep> steps() {
    return ShellStep.of(Generated.read(page));
  }

  /** What is not as the page says when steps of it are run against a service. */
  List<String> problems(List<ShellStep> steps, PackagedService service) throws Exception {
    List<String> problems = new ArrayList<>();
    for (ShellStep step : steps) {
      Shell.Result result = shell.run(step.script().replace(WRITTEN_URL, service.url()));
      List<String> differences = new ArrayList<>(step.differences(result.output()));
      if (result.code() != 0) {
        differences.add("ends with code " + result.code());
      }
      String where = page + " line " + step.line() + ": ";
      differences.forEach(
          difference -> problems.add(where + difference + "\n  it printed " + result.output()));
    }
    return problems;
  }
}
