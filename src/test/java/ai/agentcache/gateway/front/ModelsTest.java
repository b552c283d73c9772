package ai.agentcache.gateway.front;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.FakeProviders;
import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.FakeLlm;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of models, routing and embeddings, in front of a fake of every provider. */
@QuarkusTest
class ModelsTest {

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
                "{\"tenant\":\"t-%s\",\"name\":\"m\",\"rateLimit\":100000}"
                    .formatted(UUID.randomUUID()))
            .post("/api/admin/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    for (String provider : new String[] {"openai", "anthropic", "google", "local"}) {
      given()
          .header("X-API-Key", OPERATOR)
          .contentType("application/json")
          .body("{\"state\":\"closed\"}")
          .put("/api/admin/providers/" + provider + "/breaker");
    }
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private RequestSpecification request() {
    return given().header("Authorization", "Bearer " + key).contentType("application/json");
  }

  private Response generate(String more) {
    return request()
        .body("{\"prompt\":\"%s\"%s}".formatted(UUID.randomUUID(), more))
        .post("/llm/generate");
  }

  private static void operator(String state) {
    given()
        .header("X-API-Key", OPERATOR)
        .contentType("application/json")
        .body("{\"state\":\"%s\"}".formatted(state))
        .put("/api/admin/providers/openai/breaker")
        .then()
        .statusCode(200);
  }

  private List<String> changes() {
    return request()
        .get("/llm/providers")
        .then()
        .extract()
        .path("providers.find { it.name == 'openai' }.history.state");
  }

  private Response embed(String model, String input, String more) {
    return request()
        .body("{\"model\":\"%s\",\"input\":%s%s}".formatted(model, input, more))
        .post("/v1/embeddings");
  }

  @Test
  void llmModels_withoutAKey_sayWhatTheyCanAndCost() {
    String opus = "models.find { it.id == 'anthropic:claude-opus-5-5' }";
    given()
        .get("/llm/models")
        .then()
        .statusCode(200)
        .body("models.id", hasItems("openai:gpt-5.5", "local:llama-local", "mock:mock"))
        .body(opus + ".capabilities", hasItems("text", "images", "tools"))
        .body(opus + ".contextLength", equalTo(1_000_000))
        .body(opus + ".prices.input", equalTo(4))
        .body(opus + ".prices.asOf", notNullValue())
        .body(opus + ".speed", equalTo(2))
        .body(opus + ".configured", equalTo(true))
        .body("models.find { it.provider == 'xai' }.configured", equalTo(false))
        .body("models.find { it.id == 'local:llama-local' }.contextLength", nullValue())
        .body("models.find { it.id == 'local:llama-local' }.prices", nullValue());
  }

  @Test
  void llmProviders_afterFailures_tellWhatTheBreakerDidAndTheTenantHad() {
    String openai = "providers.find { it.name == 'openai' }.";
    fake.next(Behaviour.error(500));
    generate(",\"model\":\"openai:gpt-5.5\"").then().statusCode(200);
    request()
        .get("/llm/providers")
        .then()
        .statusCode(200)
        .body(openai + "lastHour.calls", equalTo(2))
        .body(openai + "lastHour.errors", equalTo(1))
        .body(openai + "lastHour.p95Ms", notNullValue())
        .body(openai + "lastHour.spentUsd", notNullValue());
    operator("open");
    operator("closed");
    UploadRig.until(() -> changes().size() >= 2 && changes().get(0).equals("CLOSED"));
    request()
        .get("/llm/providers")
        .then()
        .body(openai + "history[0].reason", equalTo("closed by the operator"))
        .body(openai + "history[0].at", notNullValue())
        .body(openai + "history[1].state", equalTo("OPEN"))
        .body(openai + "history[1].reason", equalTo("held open by the operator"));
    given().get("/llm/providers").then().body(openai + "lastHour.calls", equalTo(0));
  }

  @Test
  void v1Models_areThoseThatCanBeAsked_asOpenAiHasThem() {
    request()
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("object", equalTo("list"))
        .body("data.object", everyItem(equalTo("model")))
        .body("data.id", hasItems("gpt-5.5", "claude-opus-5-5", "llama-local", "mock"))
        .body("data.id", not(hasItem(startsWith("grok"))))
        .body("data.find { it.id == 'gpt-5.5' }.created", equalTo(1_776_902_400))
        .body("data.find { it.id == 'gpt-5.5' }.owned_by", equalTo("openai"));
    given().get("/v1/models").then().statusCode(401).body("error.code", equalTo("invalid_api_key"));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.5, gpt-5.5",
    "openai:gpt-5.5, gpt-5.5",
    "claude-haiku-4-5-20251001, claude-haiku-4-5",
  })
  void v1Models_one_isFoundByItsNames(String name, String id) {
    request()
        .urlEncodingEnabled(false)
        .get("/v1/models/" + name)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("object", equalTo("model"))
        .body("created", notNullValue())
        .body("owned_by", notNullValue());
  }

  @ParameterizedTest
  @CsvSource({"grok-4.7", "meta-llama/nobody", "x%20y"})
  void v1Models_oneThatCannotBeAsked_isNotFound(String name) {
    request()
        .urlEncodingEnabled(false)
        .get("/v1/models/" + name)
        .then()
        .statusCode(404)
        .body("error.code", equalTo("model_not_found"));
  }

  @ParameterizedTest
  @CsvSource({
    "cost-aware, ''",
    "heuristic, ',\"priority\":\"speed\"'",
    "orchestrated, ',\"nodeType\":\"plan\"'",
    "single-model, ''",
  })
  void generate_byMode_choosesAndSaysWhy(String mode, String more) {
    generate(",\"routingMode\":\"" + mode + "\"" + more)
        .then()
        .statusCode(200)
        .body("metadata.routing.mode", equalTo(mode))
        .body("metadata.routing.reason.length()", lessThan(120))
        .body("metadata.routing.attempts", hasSize(1))
        .body("metadata.provider", not(equalTo("mock")));
  }

  @Test
  void generate_tooLittleMoney_namesTheCheapestPrice() {
    generate(",\"routingMode\":\"cost-aware\",\"maxCost\":0.0000001")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_FIELD"))
        .body("details", containsString("`maxCost`"))
        .body("details", containsString("$0.00"));
    generate(",\"capabilities\":[\"magic\"],\"routingMode\":\"heuristic\"")
        .then()
        .statusCode(400)
        .body("details", startsWith("`capabilities`"));
  }

  @Test
  void generate_theNamedFails_othersAnswerIfTheyMay() {
    fake.next(Behaviour.error(500));
    generate(",\"model\":\"gpt-5.5\",\"allowFailover\":true")
        .then()
        .statusCode(200)
        .body("metadata.provider", not(equalTo("openai")))
        .body("metadata.degraded", equalTo(false))
        .body("metadata.routing.attempts", hasSize(2));
  }

  @Test
  void generate_others_thatCannotSayIt_arePassedOver() {
    fake.when(asked -> asked.mentions("gpt-5.5"), Behaviour.error(500));
    generate(",\"model\":\"gpt-5.5\",\"allowFailover\":true,\"n\":2")
        .then()
        .statusCode(200)
        .body("metadata.provider", equalTo("local"));
  }

  @Test
  void generate_basic_isAnotherCheaperModelAndNotStored() {
    String body =
        "{\"prompt\":\"%s\",\"model\":\"openai:gpt-5.5\",\"degradation\":\"BASIC\"}"
            .formatted(UUID.randomUUID());
    fake.when(asked -> asked.mentions("gpt-5.5"), Behaviour.error(500));
    for (int i = 0; i < 2; i++) {
      request()
          .body(body)
          .post("/llm/generate")
          .then()
          .statusCode(200)
          .header("X-AgentCache-Degraded", "true")
          .body("metadata.degraded", equalTo(true))
          .body("metadata.cached", equalTo(false))
          .body("metadata.provider", not(equalTo("openai")));
    }
  }

  @Test
  void embeddings_areCachedWhoeverAsks() {
    String text = "\"" + UUID.randomUUID() + "\"";
    Response first = embed("text-embedding-3-small", text, ",\"user\":\"a\"");
    first
        .then()
        .statusCode(200)
        .header("X-Cache", "MISS")
        .header("X-AgentCache-Provider", "openai")
        .header("X-AgentCache-Cost", notNullValue())
        .body("object", equalTo("list"))
        .body("data", hasSize(1))
        .body("data[0].embedding", hasSize(1_536));
    Response second = embed("openai:text-embedding-3-small", text, ",\"user\":\"b\"");
    second.then().header("X-Cache", "HIT").header("X-Cache-Key", startsWith("agentcache:v1:"));
    assertEquals(first.body().asString(), second.body().asString());
    embed("text-embedding-3-small", text, ",\"dimensions\":8")
        .then()
        .header("X-Cache", "MISS")
        .body("data[0].embedding", hasSize(8));
    assertEquals(2, fake.calls().total());
    assertTrue(fake.calls().last().request().mentions("\"model\":\"text-embedding-3-small\""));
  }

  @Test
  void embeddings_ofSeveralTexts_inBase64_arePassedOn() {
    embed("local:any", "[\"a\",\"b\"]", ",\"encoding_format\":\"base64\",\"dimensions\":4")
        .then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("data[1].embedding.length()", equalTo(24));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5, '\"x\"', 400, '`model`'",
    "mock, '\"x\"', 400, '`model`'",
    "text-embedding-3-small, '[]', 400, '`input`'",
    "nobody-knows, '\"x\"', 404, '`model`'",
  })
  void embeddings_thatCannotBe_areRefused(String model, String input, int status, String named) {
    embed(model, input, "").then().statusCode(status).body("error.message", containsString(named));
    assertEquals(0, fake.calls().total());
  }

  @Test
  void embeddings_upstreamFailsOnce_areAskedForAgain_andNonsenseIsRefused() {
    fake.next(Behaviour.error(503));
    embed("local:embedder", "\"again\"", "").then().statusCode(200);
    assertEquals(2, fake.calls().total());
    fake.next(Behaviour.natural().malformed());
    embed("local:embedder", "\"nonsense\"", "")
        .then()
        .statusCode(502)
        .body("error.code", equalTo("provider_malformed"));
  }
}
