package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.agentcache.it.PackagedService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The upload that a page walks through, its crash included, goes as the page says. */
final class UploadWalkIT {

  private static final String CRASH = "kill -9 $(pgrep -f quarkus-run.jar)\n";

  @Test
  void page_shellBlocks_doWhatTheySayThroughACrash() throws Exception {
    ShellPage page = ShellPage.of(Path.of("docs/upload-walk.md"), "upload-walk");
    assumeTrue(page.canRun(), "the page's blocks need bash and curl");
    List<ShellStep> steps = page.steps();
    int crash = steps.stream().map(ShellStep::script).toList().indexOf(CRASH);
    assertTrue(crash > 0, "the page has lost its crash");
    try (PackagedService service = PackagedService.in(page.folder()).start()) {
      assertEquals(List.of(), page.problems(steps.subList(0, crash), service));
      service.kill9();
    }
    try (PackagedService again = PackagedService.in(page.folder()).start()) {
      assertEquals(List.of(), page.problems(steps.subList(crash + 1, steps.size()), again));
    }
  }
}
