package ai.agentcache.agent;

import static ai.agentcache.agent.TestAgents.with;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every field with what it may not be: a 400 that names it. */
@QuarkusTest
class TokenBadInputTest {

  private static final String LONG = "\"" + "x".repeat(5_000) + "\"";
  private static final List<String> NO_TEXT =
      List.of("1", "true", "[]", "{}", "\"\"", "\" \"", "\"a\\u0000b\"", "\"\\ud800\"", LONG);
  private static final List<String> NO_ID = and(NO_TEXT, "\"a b\"", "\"a/b\"", "\"é\"");
  private static final List<String> NO_USER =
      and(NO_ID, "\"unknown\"", "\"null\"", "\"Undefined\"", "\"default_user\"");

  private String agentId;
  private String token;

  private static List<String> and(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  @BeforeEach
  void token() {
    agentId = TestAgents.newId();
    token = TestAgents.token(agentId);
  }

  @Test
  void token_everyField_isChecked() {
    JsonObject good = new JsonObject().put("agent_id", agentId).put("agent_secret", "x");
    assertNamed("token", good, "agent_id", "INVALID_FIELD", NO_ID);
    assertNamed("token", good, "agent_secret", "INVALID_FIELD", NO_TEXT);
    assertNamed("token", good, "agent_id", "MISSING_REQUIRED_FIELDS", List.of("null"));
    assertNamed("token", good, "agent_secret", "MISSING_REQUIRED_FIELDS", List.of("null"));
  }

  @Test
  void userToken_everyField_isChecked() {
    JsonObject good =
        new JsonObject().put("agent_id", agentId).put("room_name", "r").put("user_id", "u");
    assertEquals(200, send("user-token", good.encode()).statusCode());
    assertNamed("user-token", good, "agent_id", "INVALID_FIELD", and(NO_ID, "\"other\""));
    assertNamed("user-token", good, "agent_id", "MISSING_REQUIRED_FIELDS", List.of("null"));
  }

  @Test
  void userToken_roomName_isChecked() {
    JsonObject good = new JsonObject().put("agent_id", agentId).put("user_id", "u");
    assertNamed("user-token", good, "room_name", "INVALID_FIELD", NO_TEXT);
    assertNamed("user-token", good, "room_name", "MISSING_REQUIRED_FIELDS", List.of("null"));
  }

  @Test
  void userToken_userId_isCheckedInBothSpellings() {
    JsonObject good = new JsonObject().put("agent_id", agentId).put("room_name", "r");
    assertNamed("user-token", good, "user_id", "INVALID_USER_ID", NO_USER);
    token();
    good.put("agent_id", agentId);
    assertNamed("user-token", good, "userId", "INVALID_USER_ID", NO_USER);
    assertNamed("user-token", good, "userId", "MISSING_USER_ID", List.of("null"));
    Response both = send("user-token", good.copy().put("userId", "a").put("user_id", "b").encode());
    assertEquals("USER_ID_MISMATCH", both.path("error.code"));
  }

  @Test
  void revoke_tokenId_isChecked() {
    for (String value : NO_ID) {
      Response answer = send("token/revoke", "{\"jti\":" + value + "}");
      assertEquals(400, answer.statusCode(), value);
    }
    Response nothing = with("ac_admin_development").body("{}").post("/api/v1/agent/token/revoke");
    assertEquals("MISSING_REQUIRED_FIELDS", nothing.path("error.code"));
  }

  @Test
  void body_thatIsNoObject_is400() {
    for (String path : List.of("token", "user-token")) {
      for (String body : List.of("", "[]", "{", "null", "{\"a\":1,\"a\":2}")) {
        Response answer = send(path, body);
        assertEquals(400, answer.statusCode(), body);
        assertEquals("MALFORMED_JSON", answer.path("error.code"), body);
      }
    }
  }

  @Test
  void request_ofAnotherKind_isToldSoInTheFormOfThisSurface() {
    Response type = given().contentType("text/plain").body("x").post("/api/v1/agent/token");
    assertEquals("415 UNSUPPORTED_MEDIA_TYPE", told(type));
    assertEquals("405 METHOD_NOT_ALLOWED", told(given().get("/api/v1/agent/token")));
    assertEquals("404 NOT_FOUND", told(given().get("/api/v1/agent/nowhere")));
    Response large =
        given()
            .contentType("application/json")
            .body("{\"agent_id\":\"" + "x".repeat(1 << 20) + "\"}")
            .post("/api/v1/agent/token");
    assertEquals("413 PAYLOAD_TOO_LARGE", told(large));
  }

  private static String told(Response answer) {
    return answer.statusCode() + " " + answer.path("error.code");
  }

  private void assertNamed(
      String path, JsonObject good, String field, String code, List<String> values) {
    for (String value : values) {
      JsonObject without = good.copy();
      without.remove(field);
      String body = "{\"" + field + "\":" + value + "," + without.encode().substring(1);
      Response answer = send(path, body);
      assertEquals("400 " + code, told(answer), body);
      String message = answer.path("error.message");
      assertTrue(
          message.contains("`" + field + "`") || message.contains("`userId`"),
          () -> body + " gave " + message);
    }
  }

  private Response send(String path, String body) {
    return TestAgents.with(token).body(body).post("/api/v1/agent/" + path);
  }
}
