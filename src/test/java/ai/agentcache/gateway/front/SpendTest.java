package ai.agentcache.gateway.front;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.Ending;
import ai.agentcache.fakes.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What providers charge is booked, whatever becomes of the answer. */
@QuarkusTest
class SpendTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @SuppressWarnings("NullAway.Init") // before each test
  private Desk desk;

  private String key = "";

  @BeforeEach
  void start() {
    desk = new Desk();
    key = desk.mint(",'monthlyBudget':100");
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private static String streaming(String model, String text) {
    return Desk.chatBody(model, text).replace("}]}", "}],'stream':true}");
  }

  private JsonPath spend() {
    return Desk.spend(key);
  }

  @Test
  void answers_areBookedOnceHoweverOftenTheyAreGiven() {
    desk.costing(1_000, 0, 100);
    double before = Desk.metric("agentcache_gateway_spend_total", "openai");
    for (int i = 0; i < 3; i++) {
      Desk.chat(key, "gpt-4o", "only once").then().statusCode(200);
    }
    assertEquals(0.0035, spend().getDouble("metrics.spend.usd"), 1e-9);
    assertEquals(1_000, spend().getInt("metrics.spend.input_tokens"));
    assertEquals(100, spend().getInt("metrics.spend.output_tokens"));
    assertEquals(1, spend().getInt("metrics.spend.upstream_calls"));
    assertEquals(2_200, spend().getInt("metrics.tokens_saved"));
    assertEquals(0.0035, Desk.metric("agentcache_gateway_spend_total", "openai") - before, 1e-9);
    Desk.by(key).get("/api/stats").then().body("quota.monthly_spent_usd", equalTo(0.0035f));
  }

  @Test
  void providers_withoutACollector_areToldOfNoTrace() {
    Desk.post(
            Desk.by(key)
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            "/v1/chat/completions",
            Desk.chatBody("gpt-4o", "no trace"))
        .then()
        .statusCode(200);
    assertTrue(desk.fake().calls().last().request().header("traceparent").isEmpty());
  }

  @Test
  void attempts_thatFail_areCallsWithoutACost() {
    desk.fake().next(Behaviour.error(500));
    Desk.chat(key, "gpt-4o", "at the second go").then().statusCode(200);
    assertEquals(2, spend().getInt("metrics.spend.upstream_calls"));
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o, 1.25", "claude-sonnet-4-5, 0.3"})
  void promptsThatTheProviderHadCached_costLess(String model, String dollars) {
    desk.costing(1_000_000, 1_000_000, 0);
    Desk.chat(key, model, "known by heart")
        .then()
        .statusCode(200)
        .header("X-AgentCache-Cost", dollars);
  }

  @Test
  void stream_whoseClientLeaves_isEndedAndBooked() throws IOException {
    desk.fake()
        .always(Behaviour.text("a", " b", " c", " d", " e", " f").pause(Duration.ofMillis(250)));
    double before = Desk.metric("agentcache_gateway_spend_total", "openai");
    Desk.askAndLeave(
        key,
        streaming("gpt-4o", "Tell me of all the things that nobody has ever told me"),
        "Cache-Control: no-store",
        () -> false);
    assertEquals(Ending.Kind.ABORTED, desk.fake().calls().last().awaitEnd(SECOND).kind());
    Desk.until(() -> spend().getInt("metrics.spend.input_tokens") > 0);
    assertTrue(spend().getInt("metrics.spend.input_tokens") >= 8);
    assertTrue(spend().getDouble("metrics.spend.usd") > 0);
    assertTrue(Desk.metric("agentcache_gateway_spend_total", "openai") > before);
    Desk.until(
        () -> Desk.by(key).get("/api/stats").jsonPath().getDouble("quota.monthly_spent_usd") > 0);
    Desk.until(
        () ->
            Desk.metric("gen_ai_server_request_duration_seconds_count", "error_type=\"cancelled\"")
                > 0);
  }

  @Test
  void anthropicStream_whoseClientLeaves_isBookedWithTheTokensItTold() throws IOException {
    desk.fake()
        .always(
            Behaviour.natural()
                .reply(
                    Reply.of("a", " b", " c", " d", " e").using(new Reply.Usage(5_000, 0, 700, 0)))
                .pause(Duration.ofMillis(250)));
    Desk.askAndLeave(
        key, streaming("claude-sonnet-4-5", "briefly"), "Cache-Control: no-store", () -> false);
    Desk.until(() -> spend().getInt("metrics.spend.input_tokens") > 0);
    assertEquals(5_000, spend().getInt("metrics.spend.input_tokens"));
    assertTrue(spend().getInt("metrics.spend.output_tokens") < 700);
  }

  @Test
  void answer_whoseClientLeavesBeforeItBegins_isBookedWithItsPrompt() throws IOException {
    desk.fake().always(Behaviour.natural().delay(Duration.ofSeconds(5)));
    Desk.askAndLeave(
        key,
        Desk.chatBody("gpt-4o", "Nobody will wait for this one"),
        "Cache-Control: no-store",
        () -> desk.fake().calls().total() == 1);
    assertEquals(Ending.Kind.ABORTED, desk.fake().calls().last().awaitEnd(SECOND).kind());
    Desk.until(() -> spend().getInt("metrics.spend.input_tokens") > 0);
    assertEquals(0, spend().getInt("metrics.spend.output_tokens"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,'{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\",\"content\":\"one two three four\"},\"finish_reason\":\"stop\"}]}'",
    "text/event-stream,'data: {\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
        + "{\"content\":\"one two three four\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n'",
  })
  void answers_withoutUsage_areCounted(String type, String answer) {
    desk.fake().next(Behaviour.raw(200, type, answer));
    String text = "Tell me of all the things that nobody has told";
    boolean stream = type.startsWith("text");
    Desk.post(
            Desk.by(key),
            "/v1/chat/completions",
            stream ? streaming("gpt-4o", text) : Desk.chatBody("gpt-4o", text))
        .then()
        .statusCode(200);
    Desk.until(() -> spend().getInt("metrics.spend.output_tokens") > 0);
    assertEquals(4, spend().getInt("metrics.spend.output_tokens"));
    assertTrue(spend().getInt("metrics.spend.input_tokens") >= 8);
    assertTrue(spend().getDouble("metrics.spend.usd") > 0);
    Desk.until(
        () -> Desk.by(key).get("/api/stats").jsonPath().getDouble("quota.monthly_spent_usd") > 0);
    Desk.chat(key, "gpt-4o", text).then().header("X-Cache", "HIT");
    assertTrue(spend().getInt("metrics.tokens_saved") >= 12, "it is known to hits");
  }

  @Test
  void streams_areTimedUntilTheyBegin() {
    desk.fake().next(Behaviour.natural().delay(Duration.ofMillis(200)));
    for (int i = 0; i < 2; i++) {
      Desk.post(Desk.by(key), "/v1/chat/completions", streaming("gpt-4o", "time me"))
          .body()
          .asString();
    }
    Desk.chat(key, "gpt-4o", "as a whole");
    double millis = spend().getDouble("metrics.avg_first_token_ms");
    assertTrue(millis >= 200 && millis < 5_000, millis + " ms");
    assertEquals(
        millis,
        Desk.by(key)
            .get("/api/stats?period=1h&group_by=model")
            .jsonPath()
            .getDouble("groups.find { it.name == 'gpt-4o' }.avg_first_token_ms"));
  }

  @Test
  void answer_ofADegradation_isTheOperatorsSpendAndNotBilled() {
    desk.costing(1_000, 0, 100);
    desk.fake().when(asked -> asked.mentions("gpt-5.5"), Behaviour.error(500));
    double before = Desk.metric("agentcache_gateway_spend_total");
    Desk.post(
            Desk.by(key),
            "/llm/generate",
            "{'prompt':'cheaper','model':'openai:gpt-5.5','degradation':'BASIC'}")
        .then()
        .statusCode(200)
        .header("X-AgentCache-Degraded", "true")
        .header("X-AgentCache-Cost", "0");
    assertEquals(1_000, spend().getInt("metrics.spend.input_tokens"));
    Desk.by(key).get("/api/stats").then().body("quota.monthly_spent_usd", equalTo(0));
    assertTrue(Desk.metric("agentcache_gateway_spend_total") >= before);
  }

  @Test
  void degradation_basic_isTheLastOfThreeAttempts() {
    desk.fake().always(Behaviour.error(503));
    Desk.post(
            Desk.by(key),
            "/llm/generate",
            "{'prompt':'at last','model':'openai:gpt-5.5','degradation':'BASIC'}")
        .then()
        .statusCode(502);
    assertEquals(3, desk.fake().calls().total());
    assertEquals(
        2,
        desk.fake().calls().recent().stream()
            .filter(call -> call.request().mentions("gpt-5.5"))
            .count());
  }

  @Test
  void stream_thatBreaksOff_isBookedAndNotStored() {
    desk.fake()
        .next(Behaviour.text("one", " two", " three", " four").omit(Behaviour.Omission.FINISH));
    String told =
        Desk.post(Desk.by(key), "/v1/chat/completions", streaming("gpt-4o", "break off"))
            .body()
            .asString();
    assertTrue(told.contains("three"), told);
    Desk.until(() -> spend().getInt("metrics.spend.output_tokens") > 0);
    assertTrue(spend().getInt("metrics.spend.output_tokens") >= 4);
    Desk.chat(key, "gpt-4o", "break off").then().statusCode(200).header("X-Cache", "MISS");
  }

  @Test
  void requests_areMeasuredByOperationModelAndCache() {
    String name = "gen_ai_server_request_duration_seconds_count";
    String[] hit = {"gen_ai_request_model=\"gpt-4o\"", "agentcache_cache=\"hit\"", "\"chat\""};
    String[] miss = {"gen_ai_request_model=\"gpt-4o\"", "agentcache_cache=\"miss\"", "\"chat\""};
    double hits = Desk.metric(name, hit);
    double misses = Desk.metric(name, miss);
    double first = Desk.metric("gen_ai_server_time_to_first_token_seconds_count", miss);
    double other = Desk.metric(name, "gen_ai_request_model=\"other\"", "\"local\"");
    double vectors = Desk.metric(name, "\"embeddings\"", "error_type=\"\"");
    double refused = Desk.metric(name, "error_type=\"provider_rejected\"");
    Desk.post(Desk.by(key), "/v1/chat/completions", streaming("gpt-4o", "measure"));
    Desk.chat(key, "gpt-4o", "measure").then().header("X-Cache", "HIT");
    Desk.chat(key, "local:made-up-by-the-caller", "measure").then().statusCode(200);
    Desk.post(
            Desk.by(key), "/v1/embeddings", "{'model':'text-embedding-3-small','input':'measure'}")
        .then()
        .statusCode(200);
    desk.fake().next(Behaviour.error(400));
    Desk.chat(key, "gpt-4o", "refuse me").then().statusCode(400);
    assertEquals(1, Desk.metric(name, hit) - hits);
    assertEquals(1, Desk.metric("gen_ai_server_time_to_first_token_seconds_count", miss) - first);
    Desk.until(() -> Desk.metric(name, miss) - misses == 1);
    assertEquals(1, Desk.metric(name, "gen_ai_request_model=\"other\"", "\"local\"") - other);
    assertEquals(1, Desk.metric(name, "\"embeddings\"", "error_type=\"\"") - vectors);
    assertEquals(1, Desk.metric(name, "error_type=\"provider_rejected\"") - refused);
  }
}
