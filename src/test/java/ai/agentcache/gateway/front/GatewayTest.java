package ai.agentcache.gateway.front;

import static ai.agentcache.gateway.front.Desk.until;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.FakeProviders;
import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.Behaviour.Omission;
import ai.agentcache.fakes.FakeLlm;
import ai.agentcache.fakes.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway in front of a fake of every provider. */
@QuarkusTest
class GatewayTest {

  private static final String OPERATOR = "ac_admin_development";

  @SuppressWarnings("NullAway.Init") // before each test
  private FakeLlm fake;

  private String key = "";

  @BeforeEach
  void start() {
    fake = FakeLlm.start(FakeProviders.port());
    key =
        given()
            .header("X-API-Key", OPERATOR)
            .contentType("application/json")
            .body(
                "{\"tenant\":\"t-%s\",\"name\":\"g\",\"rateLimit\":100000}"
                    .formatted(UUID.randomUUID()))
            .post("/api/admin/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    closeBreakers();
  }

  private static void closeBreakers() {
    for (String provider : new String[] {"openai", "anthropic", "google", "local"}) {
      breaker(provider, "closed");
    }
  }

  @AfterEach
  void stop() {
    closeBreakers();
    fake.close();
  }

  private static void breaker(String provider, String state) {
    given()
        .header("X-API-Key", OPERATOR)
        .contentType("application/json")
        .body("{\"state\":\"" + state + "\"}")
        .put("/api/admin/providers/" + provider + "/breaker")
        .then()
        .statusCode(200);
  }

  private RequestSpecification request() {
    return given().header("Authorization", "Bearer " + key).contentType("application/json");
  }

  private Response chat(String model, String text, String more) {
    return request()
        .body(
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                .formatted(model, text, more))
        .post("/v1/chat/completions");
  }

  private Response messages(String model, String text, String more) {
    return request()
        .body(
            "{\"model\":\"%s\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                .formatted(model, text, more))
        .post("/v1/messages");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, openai",
    "claude-sonnet-4-5, anthropic",
    "gemini-2.5-flash, google",
    "llama-local, local",
    "local:anything, local",
  })
  void chat_ofAnyProvider_isAnsweredThenCached(String model, String provider) {
    chat(model, "hello you", "")
        .then()
        .statusCode(200)
        .header("X-Cache", "MISS")
        .header("X-AgentCache-Provider", provider)
        .body("choices[0].message.content", equalTo("echo: hello you"))
        .body("choices[0].finish_reason", equalTo("stop"));
    chat(model, "hello you", "")
        .then()
        .statusCode(200)
        .header("X-Cache", "HIT")
        .header("X-Cache-Key", startsWith("agentcache:v1:default:" + provider + ":"))
        .body("choices[0].message.content", equalTo("echo: hello you"));
    assertEquals(1, fake.calls().total());
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash"})
  void chat_recordedWhole_isReplayedAsAStreamToEitherDialect(String model) {
    chat(model, "play it again", "").then().statusCode(200);
    String stream = chat(model, "play it again", ",\"stream\":true").body().asString();
    assertTrue(stream.contains("data: {"), stream);
    assertTrue(stream.endsWith("data: [DONE]\n\n"), stream);
    assertTrue(stream.contains("\"finish_reason\":\"stop\""), stream);
    assertEquals(1, fake.calls().total());
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash"})
  void chat_recordedAsAStream_isAnsweredWhole(String model) {
    Response streamed = chat(model, "one two three four", ",\"stream\":true");
    streamed.then().statusCode(200).contentType(startsWith("text/event-stream"));
    assertTrue(streamed.body().asString().endsWith("data: [DONE]\n\n"));
    chat(model, "one two three four", "")
        .then()
        .statusCode(200)
        .header("X-Cache", "HIT")
        .body("choices[0].message.content", equalTo("echo: one two three four"));
    assertEquals(1, fake.calls().total());
  }

  @Test
  void messages_andChat_ofOneRequest_shareOneAnswer() {
    chat("claude-sonnet-4-5", "shared", ",\"max_tokens\":100").then().statusCode(200);
    messages("claude-sonnet-4-5", "shared", "")
        .then()
        .statusCode(200)
        .header("X-Cache", "HIT")
        .body("type", equalTo("message"))
        .body("content[0].text", equalTo("echo: shared"))
        .body("stop_reason", equalTo("end_turn"));
    String stream = messages("claude-sonnet-4-5", "shared", ",\"stream\":true").body().asString();
    assertTrue(stream.startsWith("event: message_start\n"), stream);
    assertTrue(stream.contains("event: message_stop\n"), stream);
    assertEquals(1, fake.calls().total());
  }

  @Test
  void messages_ofAnOpenAiModel_streamWellFormedEvents() {
    String stream = messages("gpt-4o", "across the border", ",\"stream\":true").body().asString();
    assertTrue(stream.contains("\"text\":\" border\""), stream);
    assertTrue(stream.contains("\"stop_reason\":\"end_turn\""), stream);
    assertTrue(stream.contains("event: message_stop\n"), stream);
  }

  @Test
  void chat_namespacesAndControls_areKept() {
    chat("gpt-4o", "controls", "").then().header("X-Cache", "MISS");
    request()
        .header("X-Cache-Namespace", "other")
        .body("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"controls\"}]}")
        .post("/v1/chat/completions")
        .then()
        .header("X-Cache", "MISS");
    request()
        .header("Cache-Control", "no-cache")
        .body("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"controls\"}]}")
        .post("/v1/chat/completions")
        .then()
        .header("X-Cache", "MISS");
    request()
        .header("Cache-Control", "only-if-cached")
        .body("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"never\"}]}")
        .post("/v1/chat/completions")
        .then()
        .statusCode(504)
        .body("error.code", equalTo("not_cached"));
    assertEquals(3, fake.calls().total());
  }

  @Test
  void chat_noStore_leavesNothingBehind() {
    for (int i = 0; i < 2; i++) {
      request()
          .header("Cache-Control", "no-store")
          .body("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"secret\"}]}")
          .post("/v1/chat/completions")
          .then()
          .header("X-Cache", "MISS");
    }
    assertEquals(2, fake.calls().total());
  }

  @Test
  void chat_passesUnknownFieldsOn_andNoCredentialsOfTheCaller() {
    chat("gpt-4o", "fields", ",\"never_heard_of\":{\"a\":[1,2.50]}").then().statusCode(200);
    var received = fake.calls().last().request();
    assertTrue(received.mentions("\"never_heard_of\":{\"a\":[1,2.50]}"));
    assertEquals("Bearer sk-test", received.header("authorization").orElse(""));
    assertFalse(received.headers().toString().contains(key), "the caller's key went upstream");
  }

  @Test
  void generate_maxTokens_isNamedAsTheProviderKnowsIt() {
    String body = "{\"prompt\":\"limited\",\"model\":\"%s\",\"maxTokens\":100}";
    request().body(body.formatted("gpt-4o")).post("/llm/generate").then().statusCode(200);
    var openAi = fake.calls().last().request();
    assertTrue(openAi.mentions("\"max_completion_tokens\":100"));
    assertFalse(openAi.mentions("max_tokens"));
    request().body(body.formatted("llama-local")).post("/llm/generate").then().statusCode(200);
    var local = fake.calls().last().request();
    assertTrue(local.mentions("\"max_tokens\":100"));
    assertFalse(local.mentions("max_completion_tokens"));
  }

  @Test
  void messages_ofACompatibleServer_haveTheOldNameOfTheLimit() {
    messages("llama-local", "limited", "").then().statusCode(200);
    assertTrue(fake.calls().last().request().mentions("\"max_tokens\":100"));
  }

  @Test
  void responses_inTheBackground_areRefused() {
    request()
        .body("{\"model\":\"gpt-4o\",\"input\":\"later\",\"background\":true}")
        .post("/v1/responses")
        .then()
        .statusCode(400)
        .body("error.message", containsString("`background`"));
    assertEquals(0, fake.calls().total());
  }

  @Test
  void messages_cutByAFilter_areNotStored() {
    fake.next(Behaviour.natural().reply(Reply.of("I would").finished(Reply.Finish.REFUSAL)));
    messages("claude-sonnet-4-5", "filtered", "").then().body("stop_reason", equalTo("refusal"));
    messages("claude-sonnet-4-5", "filtered", "").then().header("X-Cache", "MISS");
  }

  @Test
  void chat_cutByLength_isNotStored() {
    chat("gpt-4o", "one two three four five six", ",\"max_tokens\":3")
        .then()
        .body("choices[0].finish_reason", equalTo("length"));
    chat("gpt-4o", "one two three four five six", ",\"max_tokens\":3")
        .then()
        .header("X-Cache", "MISS");
  }

  @Test
  void chat_upstreamFailsOnce_isAskedAgain() {
    fake.next(Behaviour.error(503));
    chat("gpt-4o", "again", "").then().statusCode(200);
    assertEquals(2, fake.calls().total());
  }

  @ParameterizedTest
  @CsvSource({
    "401, 502, provider_unauthorized",
    "400, 400, provider_rejected",
    "404, 404, model_not_found",
    "500, 502, provider_error",
    "429, 429, provider_rate_limited",
  })
  void chat_upstreamRefuses_isExplained(int upstream, int status, String code) {
    fake.always(Behaviour.error(upstream));
    chat("gpt-4o", "fail " + upstream, "")
        .then()
        .statusCode(status)
        .body("error.code", equalTo(code));
  }

  @Test
  void chat_malformedAnswer_is502AndNeverStored() {
    fake.next(Behaviour.natural().malformed());
    chat("gpt-4o", "nonsense", "")
        .then()
        .statusCode(502)
        .body("error.code", equalTo("provider_malformed"));
    chat("gpt-4o", "nonsense", "").then().statusCode(200).header("X-Cache", "MISS");
  }

  @Test
  void chat_streamThatBreaksOff_saysSoAndIsNotStored() {
    fake.next(Behaviour.natural().cutAfter(400));
    String broken = chat("gpt-4o", "a b c d e f g h", ",\"stream\":true").body().asString();
    assertTrue(broken.contains("\"error\""), broken);
    chat("gpt-4o", "a b c d e f g h", "").then().header("X-Cache", "MISS");
  }

  @Test
  void chat_providerDown_opensTheBreakerAndLeavesOthersAlone() {
    fake.always(Behaviour.error(500));
    for (int i = 0; i < 5; i++) {
      chat("gpt-4o", "down " + i, "").then().statusCode(anyOf(equalTo(502), equalTo(503)));
    }
    long before = fake.calls().total();
    chat("gpt-4o", "down again", "")
        .then()
        .statusCode(503)
        .header("Retry-After", containsString("30"));
    assertEquals(before, fake.calls().total());
    assertEquals(5, before, "five failures open it");
    given()
        .get("/llm/providers")
        .then()
        .statusCode(200)
        .body("providers.find { it.name == 'openai' }.breaker", equalTo("OPEN"))
        .body("providers.find { it.name == 'anthropic' }.breaker", equalTo("CLOSED"));
    given()
        .get("/api/health")
        .then()
        .statusCode(200)
        .body("status", equalTo("degraded"))
        .body("checks.providers", equalTo("degraded"));
    fake.reset();
    chat("claude-sonnet-4-5", "up", "").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void chat_answersThatBreakOff_openTheBreakerAfterFive(boolean stream) {
    fake.always(
        stream ? Behaviour.natural().omit(Omission.FINISH) : Behaviour.natural().malformed());
    for (int i = 0; i < 5; i++) {
      assertEquals("CLOSED", breaker("openai"), "before call " + i);
      chat("gpt-4o", "broken " + i, ",\"stream\":" + stream).body().asString();
    }
    until(() -> breaker("openai").equals("OPEN"));
    assertEquals(5, fake.calls().total());
  }

  @Test
  void chat_connectionsDroppedBeforeTheHead_countOnceEach() {
    fake.always(Behaviour.dropped());
    chat("gpt-4o", "dropped", "").then().statusCode(502);
    assertEquals(3, fake.calls().total());
    assertEquals("CLOSED", breaker("openai"), "three failures");
    chat("gpt-4o", "dropped too", "");
    assertEquals("OPEN", breaker("openai"));
    assertEquals(5, fake.calls().total());
  }

  @Test
  void chat_stream_isUnderWayUntilItsEnd() throws Exception {
    fake.next(Behaviour.natural().pause(Duration.ofMillis(200)));
    Thread caller =
        new Thread(() -> chat("gpt-4o", "a b c d e f g h", ",\"stream\":true").body().asString());
    caller.start();
    until(() -> fake.calls().total() == 1 && underWay() == 1);
    Thread.sleep(300);
    assertEquals(1, underWay(), "its head is long there");
    caller.join();
    until(() -> underWay() == 0);
  }

  private static double underWay() {
    return Desk.metric("agentcache_gateway_upstream_active", "\"openai\"");
  }

  private static String breaker(String provider) {
    return given()
        .get("/llm/providers")
        .jsonPath()
        .getString("providers.find { it.name == '" + provider + "' }.breaker");
  }

  @Test
  void chat_identicalRequestsAtOnce_areOneCall() throws Exception {
    fake.next(Behaviour.natural().delay(Duration.ofMillis(300)));
    Thread[] callers = new Thread[20];
    for (int i = 0; i < callers.length; i++) {
      callers[i] = new Thread(() -> chat("gpt-4o", "all at once", "").then().statusCode(200));
      callers[i].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(1, fake.calls().total());
  }

  @Test
  void generate_mock_isCachedTheSecondTime() {
    String body = "{\"prompt\":\"%s\",\"model\":\"mock\"}".formatted(UUID.randomUUID());
    request()
        .body(body)
        .post("/llm/generate")
        .then()
        .statusCode(200)
        .body("metadata.cached", equalTo(false))
        .body("metadata.provider", equalTo("mock"))
        .body("text", startsWith("This is the built-in mock model"));
    request().body(body).post("/llm/generate").then().body("metadata.cached", equalTo(true));
  }

  @Test
  void generate_providerDown_degradesAsAsked() {
    fake.always(Behaviour.error(500));
    request()
        .body("{\"prompt\":\"degrade\",\"model\":\"gpt-4o\",\"degradation\":\"MOCK\"}")
        .post("/llm/generate")
        .then()
        .statusCode(200)
        .header("X-AgentCache-Degraded", "true")
        .body("metadata.degraded", equalTo(true))
        .body("metadata.routing.attempts.outcome", hasItem("failed"));
    request()
        .body("{\"prompt\":\"degrade\",\"model\":\"gpt-4o\"}")
        .post("/llm/generate")
        .then()
        .statusCode(anyOf(equalTo(502), equalTo(503)))
        .body("code", startsWith("PROVIDER_"));
  }

  @Test
  void chat_ofAnUnknownModel_saysHowToName() {
    chat("nobody-knows", "x", "")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("model_not_found"))
        .body("error.message", containsString("provider:model"));
    chat("grok-4", "x", "").then().statusCode(503);
  }

  @Test
  void messages_refused_haveTheRequestIdOfAnthropic() {
    messages("claude-sonnet-4-5", "x", ",\"thread\":{\"type\":\"create\"}")
        .then()
        .statusCode(400)
        .header("request-id", not(emptyOrNullString()))
        .body("error.details.error_code", equalTo("thread_unsupported_request"));
    assertEquals(0, fake.calls().total());
  }

  @Test
  void overTheRateLimit_isSaidInTheWordsOfTheApi() {
    String limited =
        given()
            .header("X-API-Key", OPERATOR)
            .contentType("application/json")
            .body(
                "{\"tenant\":\"t-%s\",\"name\":\"l\",\"rateLimit\":1}".formatted(UUID.randomUUID()))
            .post("/api/admin/keys")
            .path("key");
    RequestSpecification caller =
        given().header("X-API-Key", limited).contentType("application/json").body("{}");
    caller.post("/v1/messages").then().statusCode(400);
    caller
        .post("/v1/messages")
        .then()
        .statusCode(429)
        .header("Retry-After", not(emptyOrNullString()))
        .body("type", equalTo("error"))
        .body("error.type", equalTo("rate_limit_error"))
        .body("error.message", containsString("Only 1 requests a minute"));
    caller
        .post("/v1/chat/completions")
        .then()
        .statusCode(429)
        .header("Retry-After", not(emptyOrNullString()))
        .body("error.code", equalTo("rate_limited"))
        .body("error.message", containsString("Only 1 requests a minute"));
  }

  @Test
  void breaker_heldOpen_isNotAskedUntilClosed() {
    breaker("openai", "open");
    chat("gpt-4o", "held", "").then().statusCode(503);
    assertEquals(0, fake.calls().total());
    breaker("openai", "closed");
    chat("gpt-4o", "held", "").then().statusCode(200);
  }
}
