package ai.agentcache.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded stores as a user meets them: the JAR, a directory, kills and restarts. */
class EmbeddedStoresIT {
  private static final Pattern REDIS = Pattern.compile("Redis +127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern POSTGRES = Pattern.compile("PostgreSQL +127\\.0\\.0\\.1:(\\d+)");
  private static final Duration SERVERS_END = Duration.ofSeconds(10);

  @TempDir Path directory = Path.of("");

  /** Compiled lightly: these tests are about starts. */
  private PackagedService.Builder service() {
    return PackagedService.in(directory).jvm("-XX:TieredStopAtLevel=1");
  }

  private PackagedService start() {
    return service().start();
  }

  private static int port(PackagedService service, Pattern pattern) {
    assertTrue(
        Processes.until(() -> pattern.matcher(service.output()).find(), Duration.ofSeconds(5)),
        service::output);
    Matcher matcher = pattern.matcher(service.output());
    assertTrue(matcher.find());
    return Integer.parseInt(matcher.group(1));
  }

  private static String redis(PackagedService service, String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(service, REDIS))) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The answer to a request for TLS, which PostgreSQL gives before any password. */
  private static int postgres(PackagedService service) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(service, POSTGRES))) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
      return socket.getInputStream().read();
    }
  }

  /** Servers that still write would keep the directory from being deleted. */
  @AfterEach
  void awaitEnd() {
    assertTrue(Processes.until(this::noServers, SERVERS_END));
  }

  private boolean noServers() {
    return Processes.naming(directory.resolve(".agentcache")).isEmpty();
  }

  @Test
  void start_emptyDirectory_bringsStoresThatAnswerToOneService() throws IOException {
    try (PackagedService service = start()) {
      assertTrue(redis(service, "PING").startsWith("+PONG"), service::output);
      assertEquals('N', postgres(service), service::output);
      assertTrue(service.output().contains("ac_demo_test123"));
      assertTrue(service.output().contains(service.url().replace("127.0.0.1", "localhost")));
      assertEquals(1, service.output().split("are for development, not", -1).length - 1);
      assertEquals("*", Files.readString(directory.resolve(".agentcache/.gitignore")).strip());
      assertSecondIsRefused(service.pid());
      assertTrue(redis(service, "PING").startsWith("+PONG"), service::output);
    }
  }

  private void assertSecondIsRefused(long owner) {
    try (PackagedService second = service().launch()) {
      assertEquals(1, second.exitCode(Duration.ofSeconds(60)), second::output);
      assertTrue(second.output().contains("process " + owner), second::output);
      assertTrue(second.output().contains("AGENTCACHE_EMBEDDED_DIRECTORY"), second::output);
      assertFalse(second.output().contains("\tat "), second::output);
    }
  }

  @Test
  void kill9_andRestart_endsTheServersAndKeepsTheData() throws IOException {
    try (PackagedService first = start()) {
      redis(first, "SET survivor killed");
      assertEquals(2, Processes.servers(directory).size());

      first.kill9();

      assertTrue(Processes.until(this::noServers, SERVERS_END));
    }
    try (PackagedService second = start()) {
      assertTrue(redis(second, "GET survivor").contains("killed"));
      assertEquals('N', postgres(second));
    }
  }

  @Test
  void stop_rightAfterADecision_keepsIt() {
    String decision;
    try (PackagedService first = start()) {
      HttpResponse<String> edges =
          first.post(
              "/api/jetty/optimal-edges",
              """
              {"userId":"ann","fileSize":1000000,"fileHash":"film"}""",
              "X-API-Key",
              "ac_demo_test123");
      decision = new JsonObject(edges.body()).getString("decisionId");
      assertEquals(143, first.stop());
    }
    try (PackagedService second = start()) {
      HttpResponse<String> found =
          second.get("/api/jetty/decisions/" + decision, "X-API-Key", "ac_demo_test123");
      assertEquals(200, found.statusCode(), found::body);
    }
  }

  @Test
  void restart_serversOrphaned_replacesThem() throws IOException {
    List<ProcessHandle> orphans;
    try (PackagedService first = start()) {
      redis(first, "SET survivor orphan");
      orphans = Processes.servers(directory);
      Processes.leashes(directory).forEach(ProcessHandle::destroyForcibly);
      first.kill9();
    }
    assertTrue(orphans.stream().allMatch(ProcessHandle::isAlive), "they must be orphans by now");

    try (PackagedService second = start()) {
      assertTrue(orphans.stream().noneMatch(ProcessHandle::isAlive));
      assertTrue(redis(second, "GET survivor").contains("orphan"));
      assertEquals('N', postgres(second));
    }
  }

  @Test
  void restart_postmasterFileNamesAForeignProcess_keepsDataAndLeavesThatAlone() throws Exception {
    try (PackagedService first = start()) {
      redis(first, "SET survivor orderly");
      assertEquals(143, first.stop());
    }
    assertTrue(Processes.until(this::noServers, SERVERS_END));
    Process foreign = new ProcessBuilder("sleep", "60").start();
    Path file = directory.resolve(".agentcache/postgres-18/data/postmaster.pid");
    Files.writeString(file, foreign.pid() + "\n" + file.getParent() + "\n");

    try (PackagedService second = start()) {
      assertTrue(redis(second, "GET survivor").contains("orderly"));
      assertEquals('N', postgres(second));
      assertTrue(foreign.isAlive());
    } finally {
      foreign.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
  }
}
