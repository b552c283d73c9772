package ai.agentcache.gateway.workflow;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.fakes.Behaviour;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflows planned over HTTP, in front of a fake of every provider. */
@QuarkusTest
class PlanningTest {

  private static final String GOOD =
      "{\"nodes\":[{\"id\":\"a\",\"type\":\"plan\",\"prompt\":\"Plan\",\"dependsOn\":[]},"
          + "{\"id\":\"b\",\"type\":\"build\",\"prompt\":\"Do {{a}}\",\"dependsOn\":[\"a\"]}]}";
  private static final String BAD =
      "{\"nodes\":[{\"id\":\"a\",\"type\":\"plan\",\"prompt\":\"Do {{b}}\",\"dependsOn\":[]}]}";

  private @Nullable Rig started;

  @BeforeEach
  void begin() {
    started = new Rig();
  }

  @AfterEach
  void end() {
    rig().close();
  }

  private Rig rig() {
    return Objects.requireNonNull(started);
  }

  private Response plan(String model, String more) {
    return rig()
        .request()
        .body("{'prompt':'Bake a cake','model':'%s'%s}".formatted(model, more).replace('\'', '"'))
        .post("/llm/workflow/generate");
  }

  private JsonNode asked() {
    return rig().fake().calls().last().request().json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash", "local:tiny"})
  void generate_validAnswer_isTheGraph_andCachedTheSecondTime(String model) {
    rig().fake().always(Behaviour.text(GOOD));
    plan(model, "")
        .then()
        .statusCode(200)
        .body("nodes.id", hasItems("a", "b"))
        .body("nodes[1].dependsOn", hasItems("a"))
        .body("nodes[1].type", equalTo("build"))
        .body("metadata.cached", equalTo(false))
        .body("metadata.routing.attempts.size()", equalTo(1));
    plan(model, "").then().statusCode(200).body("metadata.cached", equalTo(true));
    assertEquals(1, rig().fake().calls().total());
    assertTrue(asked().toString().contains("Bake a cake"));
  }

  @Test
  void generate_asksForTheSchema_withTheTaskFirst() {
    rig().fake().always(Behaviour.text(GOOD));
    plan("gpt-4o", ",'system':'Be brief','temperature':0,'tools':[],'tool_choice':'auto'")
        .then()
        .statusCode(200);
    JsonNode asked = asked();
    assertEquals("workflow_graph", asked.at("/response_format/json_schema/name").asText());
    assertTrue(asked.at("/response_format/json_schema/strict").asBoolean());
    assertTrue(asked.at("/messages/0/content").asText().startsWith("You plan work"));
    assertEquals("Be brief", asked.at("/messages/1/content").asText());
    assertEquals("Bake a cake", asked.at("/messages/2/content").asText());
    assertEquals(0, asked.path("temperature").asInt(7));
    assertFalse(asked.has("tools") || asked.has("tool_choice"));
  }

  @Test
  void generate_answerInAFence_isRead() {
    rig().fake().always(Behaviour.text("```json\n" + GOOD + "\n```\n"));
    plan("gpt-4o", "").then().statusCode(200).body("nodes.size()", equalTo(2));
  }

  @Test
  void generate_invalidAnswer_isSentBackOnceWithTheProblem() {
    rig().fake().next(Behaviour.text(BAD));
    rig().fake().next(Behaviour.text(GOOD));
    int both =
        plan("gpt-4o", "")
            .then()
            .statusCode(200)
            .body("nodes.size()", equalTo(2))
            .extract()
            .path("metadata.estimatedTokens");
    JsonNode asked = asked();
    assertEquals(BAD, asked.at("/messages/2/content").asText());
    assertEquals("assistant", asked.at("/messages/2/role").asText());
    assertTrue(asked.at("/messages/3/content").asText().contains("`nodes[0].prompt` names {{b}}"));
    int second = plan("gpt-4o", "").then().extract().path("metadata.usage.totalTokens");
    assertTrue(both > second, both + " of both, " + second + " of the second");
    assertEquals(2, rig().fake().calls().total());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Sure, I can do that! | it is no JSON",
        "[] | it is no JSON object",
        "{\"nodes\":[]} | `nodes` has to be a list of 1 to 20 nodes",
        "{\"nodes\":[{\"id\":\"a\",\"prompt\":\"x\",\"dependsOn\":[\"a\"]}]} | closes a cycle: a -> a",
      })
  void generate_invalidTwice_is502_andAskedAnewTheNextTime(String answer, String problem) {
    rig().fake().always(Behaviour.text(answer));
    plan("gpt-4o", "")
        .then()
        .statusCode(502)
        .body("code", equalTo("WORKFLOW_INVALID"))
        .body("error", equalTo("The model gave no valid workflow"))
        .body("details", containsString(problem));
    assertEquals(2, rig().fake().calls().total());
    rig().fake().always(Behaviour.text(GOOD));
    plan("gpt-4o", "").then().statusCode(200).body("nodes.size()", equalTo(2));
    assertEquals(3, rig().fake().calls().total());
  }

  @Test
  void generate_providerFails_isItsError() {
    rig().fake().always(Behaviour.error(401));
    plan("gpt-4o", "").then().statusCode(502).body("code", equalTo("PROVIDER_UNAUTHORIZED"));
    rig().fake().always(Behaviour.error(400));
    plan("gpt-4o", "").then().statusCode(400).body("code", equalTo("PROVIDER_REJECTED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | MISSING_FIELD | `prompt` is required",
        "{'prompt':5} | INVALID_FIELD | `prompt` has to be a text",
        "{'prompt':'x','stream':true} | INVALID_FIELD | `stream` is not offered here",
        "{'prompt':'x','nodeType':'cook'} | INVALID_FIELD | `nodeType` has to be one of",
        "{'prompt':'x','model':'mock','ttl':'1h'} | INVALID_FIELD | `ttl` has to be",
        "^^ | MALFORMED_JSON | the body is empty",
      })
  void generate_somethingWrong_is400(String body, String code, String details) {
    rig()
        .request()
        .body(body.replace('\'', '"'))
        .post("/llm/workflow/generate")
        .then()
        .statusCode(400)
        .header("X-RateLimit-Limit", equalTo("10"))
        .body("code", equalTo(code))
        .body("details", containsString(details));
  }

  @Test
  void generate_mock_plansWhatCanBeRun() {
    String id = "cake {{x}} " + UUID.randomUUID();
    Response planned =
        rig()
            .request()
            .body("{\"prompt\":\"%s\",\"model\":\"mock\"}".formatted(id))
            .post("/llm/workflow/generate");
    planned
        .then()
        .statusCode(200)
        .body("nodes.type", hasItems("plan", "build", "review"))
        .body("nodes[0].prompt", containsString("\"cake ((x)) "))
        .body("metadata.provider", equalTo("mock"));
    rig()
        .execute("{\"graph\":" + planned.asString() + ",\"model\":\"mock\"}")
        .then()
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("outputs.review", containsString("built-in mock model"));
    assertEquals(0, rig().fake().calls().total());
  }
}
