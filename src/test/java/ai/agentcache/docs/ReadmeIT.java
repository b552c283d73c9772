package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.agentcache.it.PackagedService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README tells a newcomer to type does what the README says. */
final class ReadmeIT {

  @Test
  void readme_shellBlocks_doWhatTheySay() throws Exception {
    ShellPage page = ShellPage.of(Path.of("README.md"), "readme");
    assumeTrue(page.canRun(), "the README's blocks need bash and curl");
    List<ShellStep> steps = page.steps().stream().filter(ShellStep::isRun).toList();
    assertTrue(steps.size() >= 2, "the README has lost its shell blocks");
    try (PackagedService service = PackagedService.in(page.folder()).start()) {
      assertEquals(List.of(), page.problems(steps, service));
    }
  }
}
