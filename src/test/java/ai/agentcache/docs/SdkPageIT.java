package ai.agentcache.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.agentcache.gateway.sdk.Clients;
import ai.agentcache.gateway.sdk.ClientsGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the page for users of SDKs tells them to write does what the page says. */
final class SdkPageIT {

  private static final Path PAGE = Path.of("docs/sdk.md");
  private static final String WRITTEN_URL = "http://localhost:8080";
  private static final String WRITTEN_KEY = "ac_demo_test123";

  @SuppressWarnings("NullAway.Init") // before all tests
  private static ClientsGateway gateway;

  @SuppressWarnings("NullAway.Init") // before all tests
  private static String key;

  @BeforeAll
  static void start() {
    gateway = ClientsGateway.start();
    key = gateway.key();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /**
   * A program of the page.
   *
   * @param program the block
   * @param said what it is said to print; empty if that is not said
   */
  private record Step(Fence program, Optional<Fence> said) {

    static List<Step> of(String language) {
      List<Fence> fences = Fence.of(Generated.read(PAGE));
      List<Step> steps = new ArrayList<>();
      for (int at = 0; at < fences.size(); at++) {
        if (fences.get(at).language().equals(language)) {
          Optional<Fence> next = fences.stream().skip(at + 1L).findFirst();
          steps.add(new Step(fences.get(at), next.filter(Step::isOutput)));
        }
      }
      return steps;
    }

    private static boolean isOutput(Fence fence) {
      return fence.language().equals("text") || fence.language().equals("json");
    }

    String runnable() {
      return program.text().replace(WRITTEN_URL, gateway.url()).replace(WRITTEN_KEY, key);
    }

    void check(String printed) {
      assertFalse(printed.isBlank(), "it prints nothing");
      List<String> differences =
          said.map(
                  fence ->
                      fence.language().equals("json")
                          ? LooseJson.differences(fence.text(), printed)
                          : LooseText.differences(fence.text(), printed))
              .orElse(List.of());
      assertEquals(List.of(), differences, printed);
    }

    String name() {
      return PAGE + " line " + program.line();
    }
  }

  @TestFactory
  Stream<DynamicTest> page_pythonBlocks_doWhatTheySay() {
    return programs("python", Clients.python(), ".py");
  }

  @TestFactory
  Stream<DynamicTest> page_javascriptBlocks_doWhatTheySay() {
    return programs("javascript", Clients.node(), ".mjs");
  }

  @TestFactory
  Stream<DynamicTest> page_shellBlocks_doWhatTheySay() throws Exception {
    Shell shell = new Shell(Files.createDirectories(Path.of("target/sdk")));
    assumeTrue(shell.has("curl"), "the page's blocks need bash and curl");
    return Step.of("sh").stream()
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.name(),
                    () -> {
                      Shell.Result result = shell.run(step.runnable());
                      assertEquals(0, result.code(), result.output());
                      step.check(result.output());
                    }));
  }

  private static Stream<DynamicTest> programs(String language, Clients clients, String ending) {
    Optional<DynamicTest> obstacle = clients.obstacle(language + " of " + PAGE);
    if (obstacle.isPresent()) {
      return obstacle.stream();
    }
    clients.install();
    List<Step> steps = Step.of(language);
    assertFalse(steps.isEmpty(), "the page has lost its blocks of " + language);
    return steps.stream()
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.name(),
                    () ->
                        step.check(
                            clients.print(
                                "page-" + step.program().line() + ending, step.runnable()))));
  }
}
