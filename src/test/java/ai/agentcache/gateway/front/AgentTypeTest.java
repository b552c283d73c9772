package ai.agentcache.gateway.front;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kind of agent asks, as far as the statistics go. */
@QuarkusTest
class AgentTypeTest {

  @SuppressWarnings("NullAway.Init") // before each test
  private Desk desk;

  private String key = "";

  @BeforeEach
  void start() {
    desk = new Desk();
    key = desk.mint("");
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private int requests(String kind) {
    return Desk.spend(key).getInt("groups.find { it.name == '" + kind + "' }.total_requests");
  }

  private Response generate(String more) {
    return Desk.post(
        Desk.by(key), "/llm/generate", "{'model':'gpt-4o','prompt':'who am I'" + more + "}");
  }

  @Test
  void chat_withTheHeader_isCountedUnderIt() {
    for (String kind : new String[] {"researcher", "coder.v2"}) {
      Desk.post(
              Desk.by(key).header("X-Agent-Type", kind),
              "/v1/chat/completions",
              Desk.chatBody("gpt-4o", "same question"))
          .then()
          .statusCode(200);
    }
    assertEquals(1, desk.fake().calls().total(), "it is no part of the identity");
    assertFalse(desk.fake().calls().last().request().mentions("researcher"));
    assertEquals(1, requests("researcher"));
    assertEquals(1, requests("coder.v2"));
    assertEquals(
        1, Desk.spend(key).getInt("groups.find { it.name == 'researcher' }.spend.upstream_calls"));
  }

  @Test
  void generate_withTheField_isCountedUnderIt() {
    generate(",'agent_type':'planner'").then().statusCode(200);
    generate(",'agentType':'builder'").then().statusCode(200);
    generate("").then().statusCode(200);
    assertEquals(1, desk.fake().calls().total());
    assertFalse(desk.fake().calls().last().request().mentions("planner"));
    assertEquals(1, requests("planner"));
    assertEquals(1, requests("builder"));
    assertEquals(1, requests("-"));
  }

  @Test
  void generate_withFieldAndHeader_takesTheField() {
    Desk.post(
            Desk.by(key).header("X-Agent-Type", "from-header"),
            "/llm/generate",
            "{'model':'mock','prompt':'both','agent_type':'from-field'}")
        .then()
        .statusCode(200);
    assertEquals(1, requests("from-field"));
  }

  @Test
  void workflow_withTheField_countsItsNodesUnderIt() {
    Desk.post(
            Desk.by(key),
            "/llm/execute-workflow",
            "{'graph':{'nodes':[{'id':'a','type':'build','prompt':'x','model':'mock','dependsOn':[]}]},"
                + "'agent_type':'crew'}")
        .then()
        .statusCode(200)
        .body("status", equalTo("completed"));
    assertEquals(1, requests("crew"));
  }

  @ParameterizedTest
  @CsvSource({
    "agent_type, 'two words'",
    "agent_type, ''",
    "agentType, ümlaut",
    "agentType, 12345678901234567890123456789012345678901234567890123456789012345",
  })
  void generate_withAFieldThatIsWrong_namesIt(String field, String value) {
    generate(",'%s':'%s'".formatted(field, value))
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_FIELD"))
        .body("details", containsString("`" + field + "`"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a/b"})
  void chat_withAHeaderThatIsWrong_namesIt(String value) {
    Desk.post(
            Desk.by(key).header("X-Agent-Type", value),
            "/v1/chat/completions",
            Desk.chatBody("mock", "x"))
        .then()
        .statusCode(400)
        .body("error.message", containsString("`X-Agent-Type`"));
  }
}
