package ai.agentcache.gateway.workflow;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.fakes.Behaviour;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflows run over HTTP, in front of a fake of every provider. */
@QuarkusTest
class ExecutionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String CHAIN =
      "[{'id':'a','prompt':'alpha'},{'id':'b','prompt':'beta of {{a}}','dependsOn':['a']},"
          + "{'id':'c','prompt':'gamma of {{b}} and {{a}}','dependsOn':['b']}]";

  private @Nullable Rig started;

  @BeforeEach
  void begin() {
    started = new Rig();
  }

  private Rig rig() {
    return Objects.requireNonNull(started);
  }

  @AfterEach
  void end() {
    rig().fake().calls().awaitIdle(PATIENCE);
    rig().close();
  }

  private static Behaviour late() {
    return Behaviour.natural().delay(Duration.ofMillis(1_200));
  }

  private static String crowd(int nodes) {
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < nodes; i++) {
      list.append(i == 0 ? "" : ",").append("{'id':'n%d','prompt':'crowd %d'}".formatted(i, i));
    }
    return list.append("]").toString();
  }

  @Test
  void run_chain_handsOutputsOn_andIsCachedTheSecondTime() {
    rig()
        .run(CHAIN, ",'model':'gpt-4o'")
        .then()
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("nodes.b.output", equalTo("echo: beta of echo: alpha"))
        .body("nodes.b.model", equalTo("gpt-4o"))
        .body("nodes.b.provider", equalTo("openai"))
        .body("nodes.b.usage.outputTokens", greaterThan(0))
        .body("nodes.values().cached", everyItem(is(false)))
        .body("outputs.size()", equalTo(1))
        .body("outputs.c", equalTo("echo: gamma of echo: beta of echo: alpha and echo: alpha"))
        .body("metadata.estimatedTokens", greaterThan(0))
        .body("metadata.estimatedCost", greaterThan(0f));
    rig()
        .run(CHAIN, ",'model':'gpt-4o'")
        .then()
        .body("status", equalTo("completed"))
        .body("nodes.values().cached", everyItem(is(true)))
        .body("outputs.c", containsString("gamma"));
    assertEquals(3, rig().fake().calls().total());
  }

  @ParameterizedTest
  @CsvSource({"'', 4", "',''concurrency'':2', 2", "',''concurrency'':8', 6"})
  void run_independentNodes_areAskedAtOnceUpToTheBound(String more, int most) {
    rig().fake().always(Behaviour.natural().delay(Duration.ofMillis(200)));
    rig()
        .run(crowd(6), ",'model':'gpt-4o'" + more)
        .then()
        .body("status", equalTo("completed"))
        .body("outputs.size()", equalTo(6));
    assertEquals(6, rig().fake().calls().total());
    assertEquals(most, rig().fake().calls().maxInFlight());
  }

  @Test
  void run_oneNodeFails_failsOnlyWhatDependsOnIt() {
    rig().fake().when(request -> request.mentions("beta"), Behaviour.error(400));
    rig()
        .run(
            CHAIN.replace("]}]", "]},{'id':'d','prompt':'delta of {{a}}','dependsOn':['a']}]"),
            ",'model':'gpt-4o'")
        .then()
        .statusCode(200)
        .body("status", equalTo("partial"))
        .body("nodes.a.status", equalTo("completed"))
        .body("nodes.b.status", equalTo("failed"))
        .body("nodes.b.error.code", equalTo("PROVIDER_REJECTED"))
        .body("nodes.c.status", equalTo("skipped"))
        .body("nodes.c.reason", equalTo("needs `b`, which failed"))
        .body("outputs.size()", equalTo(1))
        .body("outputs.d", equalTo("echo: delta of echo: alpha"));
  }

  @Test
  void run_firstNodeFails_hasFailed() {
    rig().fake().always(Behaviour.error(400));
    rig()
        .run(CHAIN, ",'model':'gpt-4o'")
        .then()
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("nodes.c.reason", equalTo("needs `a`, which failed"))
        .body("outputs.size()", equalTo(0));
    assertEquals(1, rig().fake().calls().total());
  }

  @Test
  void run_modelSaysNothing_isAFailure() {
    rig().fake().always(Behaviour.text(""));
    rig()
        .run("[{'id':'a','prompt':'x'}]", ",'model':'gpt-4o'")
        .then()
        .body("nodes.a.error.message", equalTo("the model said nothing (stop)"));
  }

  @Test
  void run_nodesOfSeveralProviders_areEachAskedTheirOwn() {
    rig()
        .run(
            "[{'id':'a','prompt':'one','model':'claude-sonnet-4-5'},"
                + "{'id':'b','prompt':'two','model':'local:tiny'},{'id':'c','prompt':'three'},"
                + "{'id':'d','prompt':'four','model':'nobody-knows'}]",
            ",'model':'gpt-4o','activeProvider':'openai','temperature':0.5")
        .then()
        .body("nodes.a.provider", equalTo("anthropic"))
        .body("nodes.b.provider", equalTo("local"))
        .body("nodes.c.provider", equalTo("openai"))
        .body("nodes.d.error.code", equalTo("MODEL_NOT_FOUND"))
        .body("status", equalTo("partial"));
    assertTrue(
        rig().fake().calls().recent().stream()
            .allMatch(call -> call.request().json().path("temperature").asDouble() == 0.5));
  }

  @Test
  void run_withoutAModel_isRoutedByTheTypesOfTheNodes() {
    rig()
        .run("[{'id':'a','type':'plan','prompt':'one'},{'id':'b','prompt':'two'}]", "")
        .then()
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("nodes.values().provider", everyItem(not(is("mock"))));
    assertEquals(2, rig().fake().calls().total());
  }

  @Test
  void run_inputs_areFilledInAsTextOrJson() {
    rig()
        .execute(
            "{'workflow':{'nodes':[{'id':'a','prompt':"
                + "'{{input.t}}|{{input.n}}|{{input.b}}|{{input.j}}|{{input.z}}'}]},"
                + "'input':{'t':'{{a}}','n':1.50,'b':true,'j':{'x':[1]},'z':null,'unused':1},"
                + "'model':'gpt-4o'}")
        .then()
        .statusCode(200)
        .body("outputs.a", equalTo("echo: {{a}}|1.50|true|{\"x\":[1]}|null"));
  }

  @Test
  void run_nodeTakesTooLong_failsAlone() {
    rig().fake().when(request -> request.mentions("crowd 0"), late());
    rig()
        .run(crowd(2), ",'model':'gpt-4o','nodeTimeoutMs':300")
        .then()
        .body("status", equalTo("partial"))
        .body("nodes.n0.error.code", equalTo("PROVIDER_TIMEOUT"))
        .body("nodes.n0.error.message", equalTo("the node took longer than 300 ms"))
        .body("nodes.n0.model", nullValue())
        .body("nodes.n1.status", equalTo("completed"));
  }

  @Test
  void run_takesTooLong_endsWithWhatThereIs() {
    rig().fake().when(request -> request.mentions("beta"), late());
    rig()
        .run(CHAIN, ",'model':'gpt-4o','timeoutMs':800")
        .then()
        .statusCode(200)
        .body("status", equalTo("partial"))
        .body("nodes.a.status", equalTo("completed"))
        .body("nodes.b.error.message", equalTo("the run took longer than 800 ms"))
        .body("nodes.c.reason", equalTo("the run took longer than 800 ms"));
  }

  @Test
  void stream_tellsWhatHappens_inOrder() {
    rig().fake().when(request -> request.mentions("beta"), Behaviour.error(400));
    String events =
        rig()
            .request()
            .header("Accept", "text/event-stream")
            .body(("{'graph':{'nodes':" + CHAIN + "},'model':'gpt-4o'}").replace('\'', '"'))
            .post("/llm/execute-workflow")
            .then()
            .statusCode(200)
            .contentType(containsString("text/event-stream"))
            .extract()
            .asString();
    String told =
        events
            .replaceAll("\"(output|message|error|model|latencyMs)\":.*", "...")
            .replaceAll("\"nodes\":.*", "...");
    assertEquals(
        """
        event: node
        data: {"id":"a","status":"started"}

        event: node
        data: {"id":"a","status":"completed",...

        event: node
        data: {"id":"b","status":"started"}

        event: node
        data: {"id":"b","status":"failed",...

        event: node
        data: {"id":"c","status":"skipped","reason":"needs `b`, which failed"}

        event: result
        data: {"status":"partial",...

        """,
        told);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void run_clientLeaves_nothingMoreIsAsked(boolean stream) throws IOException {
    rig().fake().next(Behaviour.natural().delay(Duration.ofMillis(600)));
    leaveWhileTheFirstIsAsked(
        "{'graph':{'nodes':%s},'model':'gpt-4o','stream':%s}".formatted(CHAIN, stream));
    rig().fake().calls().last().awaitEnd(PATIENCE);
    rig()
        .run("[{'id':'z','prompt':'omega'}]", ",'model':'gpt-4o'")
        .then()
        .body("status", equalTo("completed"));
    assertEquals(2, rig().fake().calls().total());
    assertTrue(rig().fake().calls().last().request().mentions("omega"));
  }

  private void leaveWhileTheFirstIsAsked(String body) throws IOException {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /llm/execute-workflow HTTP/1.1\r\nHost: localhost\r\nX-API-Key: %s\r\n"
                .formatted(rig().key())
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(bytes.length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
      rig().fake().calls().awaitTotal(1, PATIENCE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | MISSING_FIELD | `graph` is required",
        "{'graph':[]} | INVALID_FIELD | `graph` has to be an object",
        "{'graph':{'nodes':[]},'workflow':{'nodes':[]}} | INVALID_FIELD | `workflow` and `graph`",
        "{'workflow':{'nodes':[{'id':'a','prompt':'x','dependsOn':['b']}]}} | INVALID_FIELD | `nodes[0].dependsOn[0]`",
        "{'graph':{'nodes':[{'id':'a','prompt':'{{input.x}}'}]}} | MISSING_FIELD | `input.x` is required: nodes[0].prompt",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'input':[]} | INVALID_FIELD | `input` has to be an object",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'concurrency':0} | INVALID_FIELD | `concurrency` has to be a whole number from 1 to 10",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'timeoutMs':'1s'} | INVALID_FIELD | `timeoutMs` has to be",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'nodeTimeoutMs':0} | INVALID_FIELD | `nodeTimeoutMs` has to be",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'prompt':'y'} | INVALID_FIELD | `prompt` belongs into the nodes",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'ttl':0} | INVALID_FIELD | `ttl` has to be",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'temperature':'hot'} | INVALID_FIELD | `temperature`",
        "{'graph':{'nodes':[{'id':'a','prompt':'x'}]},'routingMode':'any'} | INVALID_FIELD | `routingMode` has to be",
        "[] | INVALID_REQUEST | the body has to be a JSON object",
        "{ | MALFORMED_JSON | the body is no JSON",
      })
  void run_somethingWrong_is400AlsoForAStream(String body, String code, String details) {
    for (String accept : new String[] {"application/json", "text/event-stream"}) {
      rig()
          .request()
          .header("Accept", accept)
          .body(body.replace('\'', '"'))
          .post("/llm/execute-workflow")
          .then()
          .statusCode(400)
          .contentType(containsString("application/json"))
          .body("code", equalTo(code))
          .body("details", containsString(details));
    }
    assertEquals(0, rig().fake().calls().total());
  }

  @ParameterizedTest
  @CsvSource({"/llm/execute-workflow", "/llm/workflow/generate", "/llm/execute-workflow/"})
  void limit_isThatOfExpensiveOperations(String path) {
    rig().request().body("{}").post(path).then().header("X-RateLimit-Limit", equalTo("10"));
  }

  @Test
  void run_mock_worksWithoutAnyKeyOfAProvider() {
    rig()
        .run(CHAIN, ",'model':'mock'")
        .then()
        .body("status", equalTo("completed"))
        .body("nodes.values().provider", everyItem(is("mock")))
        .body("outputs.c", containsString("gamma of This is the built-in mock model"));
  }
}
