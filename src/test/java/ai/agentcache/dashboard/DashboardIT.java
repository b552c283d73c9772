package ai.agentcache.dashboard;

import ai.agentcache.gateway.sdk.Clients;
import ai.agentcache.it.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The dashboard of the packaged service in a real browser; pictures of every view are left in
 * {@code target/dashboard}.
 */
final class DashboardIT {

  private static final Path FOLDER = Path.of("target/dashboard").toAbsolutePath();
  private static final String OPERATOR = "ac_admin_of_the_browser_tests";

  @SuppressWarnings("NullAway.Init") // before all tests
  private static PackagedService service;

  @BeforeAll
  static void start() throws IOException {
    service =
        PackagedService.in(Files.createTempDirectory(Files.createDirectories(FOLDER), "run-"))
            .env("AGENTCACHE_ADMIN_KEY", OPERATOR)
            .env("AGENTCACHE_ACCESS_DEMO_REQUESTS_PER_MINUTE", "100000")
            .env("AGENTCACHE_LIMITS_LLM", "100000")
            .env("AGENTCACHE_DASHBOARD_FRAME_ANCESTORS", "http://127.0.0.1:*")
            .jvm("-XX:TieredStopAtLevel=1", "-Xmx256m")
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Stream<DynamicTest> dashboard_inChromium_doesWhatPeopleDoWithIt() {
    return browser()
        .map(program -> Clients.node().cases("dashboard.mjs", environment(program)))
        .orElseGet(
            () -> Stream.of(Clients.skipped("dashboard.mjs is skipped: there is no chromium")));
  }

  private static Map<String, String> environment(Path browser) {
    return Map.of(
        "AGENTCACHE_URL", service.url(),
        "AGENTCACHE_OPERATOR", OPERATOR,
        "BROWSER", browser.toString(),
        "SCREENSHOTS", FOLDER.toString());
  }

  private static Optional<Path> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(Path.of("/usr/bin")::resolve)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
