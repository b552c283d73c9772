package ai.agentcache.gateway.front;

import static io.restassured.RestAssured.given;

import ai.agentcache.FakeProviders;
import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.FakeLlm;
import ai.agentcache.fakes.Reply;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A fake behind the service, and a tenant with keys of its own; JSON has single quotes. */
final class Desk implements AutoCloseable {

  private static final String OPERATOR = "ac_admin_development";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeLlm fake;
  private final String tenant = "desk-" + UUID.randomUUID();

  /** Once the service runs, and one at a time. */
  Desk() {
    fake = FakeLlm.start(FakeProviders.port());
    for (String provider : new String[] {"openai", "anthropic", "google", "local"}) {
      operator()
          .body("{\"state\":\"closed\"}")
          .put("/api/admin/providers/" + provider + "/breaker")
          .then()
          .statusCode(200);
    }
  }

  /** As the operator. */
  static RequestSpecification operator() {
    return given().header("X-API-Key", OPERATOR).contentType("application/json");
  }

  FakeLlm fake() {
    return fake;
  }

  String tenant() {
    return tenant;
  }

  /** A key of the tenant, with further fields of the wish. */
  String mint(String more) {
    return operator()
        .body(
            "{'tenant':'%s','name':'n','rateLimit':100000%s}"
                .formatted(tenant, more)
                .replace('\'', '"'))
        .post("/api/admin/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** Every answer from now on takes these tokens. */
  void costing(int input, int cached, int output) {
    Reply reply = Reply.of("so", " be", " it").using(new Reply.Usage(input, cached, output, 0));
    fake.always(Behaviour.natural().reply(reply));
  }

  static RequestSpecification by(String key) {
    return given().header("X-API-Key", key).contentType("application/json");
  }

  static Response post(RequestSpecification by, String path, String body) {
    return by.body(body.replace('\'', '"')).post(path);
  }

  static Response chat(String key, String model, String text) {
    return post(by(key), "/v1/chat/completions", chatBody(model, text));
  }

  static String chatBody(String model, String text) {
    return "{'model':'%s','messages':[{'role':'user','content':'%s'}]}".formatted(model, text);
  }

  /** Asks, and hangs up when that has come true, or the first event has come. */
  static void askAndLeave(String key, String body, String headers, BooleanSupplier enough)
      throws IOException {
    String json = body.replace('\'', '"');
    String head =
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: localhost\r
        X-API-Key: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        %s\r
        \r
        """
            .formatted(key, json.length(), headers);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.getOutputStream().write((head + json).getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder seen = new StringBuilder();
      until(
          () -> {
            try {
              while (in.available() > 0) {
                seen.append((char) in.read());
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return enough.getAsBoolean() || seen.indexOf("data: {") >= 0;
          });
    }
  }

  /** The spend of the tenant in the last hour. */
  static JsonPath spend(String key) {
    return by(key).get("/api/stats?period=1h&group_by=agent_type").jsonPath();
  }

  /** The sum of the samples of a metric whose lines have all these texts. */
  static double metric(String name, String... labels) {
    return given()
        .accept("text/plain")
        .get("/q/metrics")
        .body()
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** What is not there yet has to come. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen in " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    fake.close();
  }
}
