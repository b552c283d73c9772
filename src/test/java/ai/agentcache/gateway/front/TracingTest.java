package ai.agentcache.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.OtherSettings;
import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.Call;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls to providers as spans, as a collector gets them. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class TracingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> spans = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // before each test
  private HttpServer collector;

  @SuppressWarnings("NullAway.Init") // before each test
  private Desk desk;

  private String key = "";

  @BeforeEach
  void start() throws IOException {
    collector =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), OtherSettings.collectorPort()),
            16);
    collector.createContext("/v1/traces", this::collect);
    collector.start();
    desk = new Desk();
    key = desk.mint("");
  }

  @AfterEach
  void stop() {
    desk.close();
    collector.stop(0);
  }

  private void collect(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode request = JSON.readTree(body);
    assertEquals("secret", exchange.getRequestHeaders().getFirst("x-token"));
    bodies.add(request.toString());
    request.at("/resourceSpans/0/scopeSpans/0/spans").forEach(spans::add);
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write(new byte[] {'{', '}'});
    exchange.close();
  }

  private void chat(String text, String more, String traceFlags) {
    Desk.post(
            Desk.by(key).header("traceparent", "00-" + TRACE + "-" + PARENT + "-" + traceFlags),
            "/v1/chat/completions",
            Desk.chatBody("gpt-4o", text).replace("}]}", "}]" + more + "}"))
        .then()
        .statusCode(200);
  }

  private static Map<String, String> attributes(JsonNode span) {
    Map<String, String> all = new HashMap<>();
    for (JsonNode attribute : span.path("attributes")) {
      JsonNode value = attribute.path("value");
      all.put(attribute.path("key").asText(), value.elements().next().asText());
    }
    return all;
  }

  private static String traceParent(Call call) {
    return call.request().header("traceparent").orElse("");
  }

  @Test
  void twoAttempts_areTwoSpansOfTheCallersTrace() {
    desk.fake().next(Behaviour.error(500));
    chat("whispered secret", "", "01");
    Desk.until(() -> spans.size() == 2);
    JsonNode failed = spans.get(0);
    JsonNode good = spans.get(1);
    for (JsonNode span : spans) {
      assertEquals("chat gpt-4o", span.path("name").asText());
      assertEquals(3, span.path("kind").asInt());
      assertEquals(TRACE, span.path("traceId").asText());
      assertEquals(PARENT, span.path("parentSpanId").asText());
      assertTrue(
          Long.parseLong(span.path("endTimeUnixNano").asText())
              >= Long.parseLong(span.path("startTimeUnixNano").asText()));
      assertEquals("openai", attributes(span).get("gen_ai.provider.name"));
      assertEquals("chat", attributes(span).get("gen_ai.operation.name"));
      assertEquals("gpt-4o", attributes(span).get("gen_ai.request.model"));
      assertEquals("127.0.0.1", attributes(span).get("server.address"));
    }
    assertNotEquals(failed.path("spanId").asText(), good.path("spanId").asText());
    assertEquals("failed", attributes(failed).get("error.type"));
    assertEquals("500", attributes(failed).get("http.response.status_code"));
    assertEquals(2, failed.at("/status/code").asInt());
    assertEquals("200", attributes(good).get("http.response.status_code"));
    assertEquals("gpt-4o", attributes(good).get("gen_ai.response.model"));
    assertTrue(Long.parseLong(attributes(good).get("gen_ai.usage.input_tokens")) > 0);
    assertTrue(Long.parseLong(attributes(good).get("gen_ai.usage.output_tokens")) > 0);
    List<Call> calls = desk.fake().calls().recent();
    assertEquals(
        "00-" + TRACE + "-" + good.path("spanId").asText() + "-01",
        traceParent(calls.get(calls.size() - 1)));
    assertFalse(bodies.toString().contains("whispered"), "nothing of a prompt or an answer");
  }

  @Test
  void stream_isOneSpanWithItsTokens_andAHitIsNone() {
    chat("bit by bit", ",'stream':true", "01");
    chat("bit by bit", "", "01");
    Desk.until(() -> !spans.isEmpty());
    Desk.post(Desk.by(key), "/v1/embeddings", "{'model':'text-embedding-3-small','input':'v'}")
        .then()
        .statusCode(200);
    Desk.until(() -> spans.size() >= 2);
    assertEquals("chat gpt-4o", spans.get(0).path("name").asText());
    assertTrue(Long.parseLong(attributes(spans.get(0)).get("gen_ai.usage.output_tokens")) > 0);
    assertEquals("embeddings text-embedding-3-small", spans.get(1).path("name").asText());
    assertFalse(spans.get(1).has("parentSpanId"));
  }

  @Test
  void streamThatIsLeft_isASpanThatWasCancelled() throws IOException {
    desk.fake().always(Behaviour.text("a", " b", " c", " d").pause(Duration.ofMillis(250)));
    Desk.askAndLeave(
        key,
        Desk.chatBody("gpt-4o", "left").replace("}]}", "}],'stream':true}"),
        "Cache-Control: no-store",
        () -> false);
    Desk.until(() -> !spans.isEmpty());
    assertEquals("cancelled", attributes(spans.get(0)).get("error.type"));
  }

  @Test
  void callerThatDoesNotRecord_isNotRecordedButFollowed() {
    chat("unrecorded", "", "00");
    chat("recorded", "", "01");
    Desk.until(() -> !spans.isEmpty());
    assertEquals(1, spans.size());
    Call first = desk.fake().calls().recent().get(0);
    assertTrue(traceParent(first).startsWith("00-" + TRACE + "-"), traceParent(first));
    assertTrue(traceParent(first).endsWith("-00"), traceParent(first));
  }
}
