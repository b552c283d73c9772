package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.agentcache.gateway.sdk.Clients;
import ai.agentcache.it.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The programs of the page for agents print what it says; they open tokens by other libraries. */
final class AgentsPageIT {

  private static final Path PAGE = Path.of("docs/agents.md");
  private static final String WRITTEN_URL = "http://localhost:8080";
  private static final String WRITTEN_SECRET = "an-agent-secret-of-32-bytes-or-more";

  @SuppressWarnings("NullAway.Init") // before all tests
  private static PackagedService service;

  @BeforeAll
  static void start() throws IOException {
    Path parent = Files.createDirectories(Path.of("target/agents").toAbsolutePath());
    service =
        PackagedService.in(Files.createTempDirectory(parent, "run-"))
            .env("DEV_AGENT_SECRET", WRITTEN_SECRET)
            .env("AGENTCACHE_LIMITS_AGENT_PROGRESS", "1000")
            .jvm("-XX:TieredStopAtLevel=1", "-Xmx256m")
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Stream<DynamicTest> page_pythonBlocks_printWhatItSays() {
    return programs("python", Clients.python(), ".py");
  }

  @TestFactory
  Stream<DynamicTest> page_javascriptBlocks_printWhatItSays() {
    return programs("javascript", Clients.node(), ".mjs");
  }

  @Test
  void page_shellBlocks_printWhatItSays() throws Exception {
    ShellPage page = ShellPage.of(PAGE, "agents");
    assumeTrue(page.canRun(), "the page's blocks need bash and curl");
    assertEquals(List.of(), page.problems(page.steps(), service));
  }

  private static Stream<DynamicTest> programs(String language, Clients clients, String ending) {
    Optional<DynamicTest> obstacle = clients.obstacle(language + " of " + PAGE);
    if (obstacle.isPresent()) {
      return obstacle.stream();
    }
    clients.install();
    List<Fence> fences = Fence.of(Generated.read(PAGE));
    List<DynamicTest> tests = new ArrayList<>();
    for (int at = 0; at + 1 < fences.size(); at++) {
      Fence program = fences.get(at);
      if (program.language().equals(language)) {
        tests.add(test(program, fences.get(at + 1), clients, ending));
      }
    }
    assertFalse(tests.isEmpty(), "the page has lost its blocks of " + language);
    return tests.stream();
  }

  private static DynamicTest test(Fence program, Fence said, Clients clients, String ending) {
    return DynamicTest.dynamicTest(
        PAGE + " line " + program.line(),
        () -> {
          String text = program.text().replace(WRITTEN_URL, service.url());
          String printed = clients.print("agents-" + program.line() + ending, text);
          assertEquals(List.of(), LooseText.differences(said.text(), printed), printed);
        });
  }
}
