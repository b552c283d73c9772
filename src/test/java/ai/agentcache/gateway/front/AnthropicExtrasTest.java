package ai.agentcache.gateway.front;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.FakeProviders;
import ai.agentcache.fakes.Behaviour;
import ai.agentcache.fakes.FakeLlm;
import ai.agentcache.fakes.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of Anthropic's API use beside messages. */
@QuarkusTest
class AnthropicExtrasTest {

  private static final String CLAUDE = "claude-sonnet-4-5";
  private static final String COUNT = "/v1/messages/count_tokens";

  @SuppressWarnings("NullAway.Init") // before each test
  private FakeLlm fake;

  private String key = "";

  @BeforeEach
  void start() {
    fake = FakeLlm.start(FakeProviders.port());
    key =
        given()
            .header("X-API-Key", "ac_admin_development")
            .contentType("application/json")
            .body(
                "{\"tenant\":\"t-%s\",\"name\":\"a\",\"rateLimit\":100000}"
                    .formatted(UUID.randomUUID()))
            .post("/api/admin/keys")
            .path("key");
    for (String provider : new String[] {"openai", "anthropic"}) {
      given()
          .header("X-API-Key", "ac_admin_development")
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
    return given()
        .header("X-API-Key", key)
        .header("anthropic-version", "2023-06-01")
        .contentType("application/json");
  }

  private static String body(String model, String more) {
    return "{\"model\":\"%s\",%s\"messages\":[{\"role\":\"user\",\"content\":\"count on me\"}]}"
        .formatted(model, more);
  }

  private Response message(String model, String betas) {
    return request()
        .header("anthropic-beta", betas)
        .body(body(model, "\"max_tokens\":10,"))
        .post("/v1/messages");
  }

  private Optional<String> betasUpstream() {
    Received received = fake.calls().last().request();
    return received.header("anthropic-beta");
  }

  @Test
  void messages_withBetas_areForwardedAndAnotherQuestion() {
    message(CLAUDE, "b-2,a-1").then().statusCode(200).header("X-Cache", "MISS");
    assertEquals(Optional.of("a-1,b-2"), betasUpstream());
    message(CLAUDE, "a-1, b-2").then().statusCode(200).header("X-Cache", "HIT");
    message(CLAUDE, "a-1").then().statusCode(200).header("X-Cache", "MISS");
    request()
        .body(body(CLAUDE, "\"max_tokens\":10,"))
        .post("/v1/messages")
        .then()
        .header("X-Cache", "MISS");
    assertEquals(Optional.empty(), betasUpstream());
  }

  @Test
  void messages_withBetas_ofAnotherProvider_doNotCarryThem() {
    message("gpt-4o", "a-1").then().statusCode(200);
    assertEquals(Optional.empty(), betasUpstream());
    message(CLAUDE, "no good")
        .then()
        .statusCode(400)
        .body("type", equalTo("error"))
        .body("error.message", containsString("`anthropic-beta`"));
  }

  @Test
  void countTokens_ofAnthropic_asksIt() {
    request()
        .header("anthropic-beta", "a-1")
        .body(body(CLAUDE, ""))
        .post(COUNT)
        .then()
        .statusCode(200)
        .body("input_tokens", equalTo(3))
        .body("size()", equalTo(1));
    assertEquals(1, fake.calls().of(COUNT));
    assertEquals(Optional.of("a-1"), betasUpstream());
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o", "mock"})
  void countTokens_ofOthers_isAnEstimate(String model) {
    request()
        .body(body(model, ""))
        .post(COUNT)
        .then()
        .statusCode(200)
        .body("input_tokens", greaterThan(0));
    assertEquals(0, fake.calls().total());
  }

  @Test
  void countTokens_thatCannotBe_areRefused() {
    request()
        .body("{\"model\":\"gpt-4o\"}")
        .post(COUNT)
        .then()
        .statusCode(400)
        .body("type", equalTo("error"))
        .body("error.message", containsString("messages"));
    fake.next(Behaviour.raw(200, "application/json", "{\"input_tokens\":\"many\"}"));
    request().body(body(CLAUDE, "")).post(COUNT).then().statusCode(502);
    given().contentType("application/json").body("{}").post(COUNT).then().statusCode(401);
  }

  @Test
  void models_forClientsOfAnthropic_areInItsForm() {
    request()
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("data.type", everyItem(equalTo("model")))
        .body("data.id", hasItems("gpt-5.5", "claude-opus-5-5", "mock"))
        .body("data.find { it.id == 'gpt-5.5' }.created_at", equalTo("2026-04-23T00:00:00Z"))
        .body("has_more", equalTo(false))
        .body("last_id", equalTo("mock"));
    request()
        .get("/v1/models/gpt-5.5")
        .then()
        .statusCode(200)
        .body("type", equalTo("model"))
        .body("display_name", equalTo("gpt-5.5"));
  }
}
