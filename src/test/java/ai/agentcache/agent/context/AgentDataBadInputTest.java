package ai.agentcache.agent.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.OtherSettings;
import ai.agentcache.agent.TestAgents;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every field with what it may not be: a 400 that names it, with the code of its kind. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class AgentDataBadInputTest {

  private static final String PROGRESS = "progress";
  private static final String SESSIONS = "sessions";
  private static final String CONTEXT = "user/somebody/context";
  private static final String DEEP = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
  private static final List<String> NO_ID =
      List.of(
          "1",
          "true",
          "[]",
          "\"\"",
          "\" \"",
          "\"a b\"",
          "\"a\\u0000b\"",
          "\"" + "x".repeat(129) + "\"");

  @Inject UploadRig rig;

  private String token;

  @BeforeEach
  void token() {
    rig.awaitSchema();
    token = TestAgents.token();
  }

  @Test
  void progress_everyField_isChecked() {
    JsonObject good = report();
    refused(PROGRESS, good, "userId", "INVALID_USER_ID", NO_ID);
    refused(
        PROGRESS,
        good,
        "userId",
        "INVALID_USER_ID",
        List.of("\"unknown\"", "\"null\"", "\"undefined\"", "\"default_user\""));
    refused(PROGRESS, good, "sessionId", "INVALID_FIELD", NO_ID);
    refused(PROGRESS, good, "updateId", "INVALID_FIELD", List.of("1", "\"\"", "[]", "{}"));
    refused(PROGRESS, good, "type", "INVALID_FIELD", List.of("1", "\"A B\"", "\"-x\"", "[]"));
    refused(
        PROGRESS,
        good,
        "progress",
        "INVALID_PROGRESS_DATA",
        List.of(
            "1",
            "[]",
            "\"x\"",
            "true",
            "{}",
            "{\"a\":[1]}",
            "{\"a\":[\"\"]}",
            "{\"a\":[[\"x\"]]}",
            "{\"a\":NaN}",
            "{\"a\":-Infinity}",
            "{\"a\":1e16}",
            "{\"a\":1e400000}",
            "{\"a\":\"x\\u0000\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"\":1}",
            "{\"a\\u0000\":1}",
            "{\"" + "n".repeat(65) + "\":1}",
            "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}",
            "{\"a\":\"" + "x".repeat(2_001) + "\"}"));
    refused(PROGRESS, good, "data", "INVALID_PROGRESS_DATA", List.of("1", "[]", "\"x\""));
    StringBuilder large = new StringBuilder("{");
    for (int i = 0; i < 12; i++) {
      large.append("\"f" + i + "\":\"" + "x".repeat(1_900) + "\",");
    }
    refused(PROGRESS, good, "progress", "INVALID_PROGRESS_DATA", List.of(large + "\"z\":1}"));
    absent(PROGRESS, good, "userId", "MISSING_USER_ID");
    absent(PROGRESS, good, "sessionId", "MISSING_REQUIRED_FIELDS");
    absent(PROGRESS, good, "progress", "MISSING_REQUIRED_FIELDS");
    assertEquals(0, rig.number("SELECT count(*) FROM agent_progress WHERE user_id = $1", "bad"));
  }

  @Test
  void progress_tinyAndLongNumbers_areTaken() {
    for (String number :
        List.of("1e-400000", "0.30000000000000004", "1e15", "-5", "123456789012345")) {
      Response answer =
          send(
              PROGRESS,
              with(report(), "progress", "{\"x_count\":" + number + ",\"y\":" + number + "}"));
      assertEquals(200, answer.statusCode(), answer.asString());
    }
    UploadRig.until(
        () ->
            rig.number(
                    "SELECT coalesce((SELECT (fields->>'updates')::bigint FROM agent_progress"
                        + " WHERE user_id = $1), 0)",
                    "bad")
                == 5);
    assertEquals(200, TestAgents.with(token).delete("/api/v1/agent/user/bad").statusCode());
  }

  @Test
  void sessions_everyField_isChecked() {
    JsonObject good = new JsonObject().put("userId", "somebody").put("sessionId", "x");
    String code = "INVALID_SESSION_DATA";
    refused(SESSIONS, good, "userId", "INVALID_USER_ID", NO_ID);
    refused(SESSIONS, good, "sessionId", "INVALID_FIELD", NO_ID);
    List<String> noMinutes = List.of("-1", "1441", "NaN", "\"5\"", "[]", "true");
    refused(SESSIONS, good, "duration_minutes", code, noMinutes);
    refused(SESSIONS, good, "durationMinutes", code, noMinutes);
    refused(SESSIONS, good, "topics_covered", code, List.of("1", "\"a\"", "[1]", "[\" \"]", "{}"));
    refused(SESSIONS, good, "new_vocabulary", code, List.of("1", "[1]", "[{}]", "[{\"word\":1}]"));
    refused(SESSIONS, good, "overall_performance", code, List.of("101", "-1", "NaN", "[]", "\"\""));
    refused(
        SESSIONS, good, "notes", code, List.of("\"a\\u0000\"", "{\"\\u0000\":1}", "{\"a\":NaN}"));
    absent(SESSIONS, good, "userId", "MISSING_USER_ID");
    assertEquals(0, rig.number("SELECT count(*) FROM agent_sessions WHERE session_id = $1", "x"));
  }

  @Test
  void context_everyField_isChecked() {
    JsonObject good = new JsonObject().put("preferences", new JsonObject());
    refused(CONTEXT, good, "name", "INVALID_FIELD", List.of("1", "\"\"", "[]", "\"a\\u0000\""));
    refused(
        CONTEXT, good, "preferences", "INVALID_FIELD", List.of("1", "[]", "\"x\"", "{\"a\":NaN}"));
    refused(CONTEXT, good, "progress", "INVALID_PROGRESS_DATA", List.of("1", "[]", "{\"a\":[1]}"));
    refused(CONTEXT, good, "session_history", "INVALID_FIELD", List.of("1", "{}", "[1]", "[[]]"));
    refused(
        CONTEXT, good, "notes", "INVALID_FIELD", List.of("\"\\u0000\"", "\"\\ud800\"", "[1e-401]"));
    String large = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
    refused(CONTEXT, good, "preferences", "INVALID_FIELD", List.of(large));
    for (String user : List.of("a%20b", "%00", "x".repeat(129), "a%0Ab")) {
      Response answer =
          TestAgents.with(token)
              .urlEncodingEnabled(false)
              .body("{}")
              .post("/api/v1/agent/user/" + user + "/context");
      assertEquals(400, answer.statusCode(), answer.asString());
    }
  }

  @Test
  void context_growsTooLarge_isRefusedAndStaysAsItWas() {
    String part = "{\"preferences\":{},\"part%d\":\"" + "x".repeat(60_000) + "\"}";
    int status = 200;
    int parts = 0;
    while (status == 200 && parts < 10) {
      status = send("user/large/context", part.formatted(parts++)).statusCode();
    }
    assertEquals(413, status);
    assertEquals(5, parts);
    assertEquals(200, send("user/large/context", "{}").statusCode());
    assertEquals(200, TestAgents.with(token).delete("/api/v1/agent/user/large").statusCode());
  }

  @Test
  void body_thatIsNoObject_is400() {
    for (String path : List.of(PROGRESS, SESSIONS, CONTEXT)) {
      for (String body : List.of("[]", "{", "null", "{\"a\":1,\"a\":2}", "1 2", DEEP)) {
        assertEquals(400, send(path, body).statusCode(), path + body);
      }
    }
    assertEquals(400, send(PROGRESS, "").statusCode());
    assertEquals(400, send(SESSIONS, "").statusCode());
  }

  private static JsonObject report() {
    return new JsonObject()
        .put("userId", "bad")
        .put("sessionId", "s")
        .put("progress", new JsonObject().put("x", 1));
  }

  private static String with(JsonObject good, String field, String value) {
    JsonObject without = good.copy();
    without.remove(field);
    String rest = without.encode();
    return "{\"" + field + "\":" + value + (without.isEmpty() ? "}" : "," + rest.substring(1));
  }

  private void refused(
      String path, JsonObject good, String field, String code, List<String> values) {
    for (String value : values) {
      assertRefused(send(path, with(good, field, value)), field, code, value);
    }
  }

  private void absent(String path, JsonObject good, String field, String code) {
    JsonObject without = good.copy();
    without.remove(field);
    assertRefused(send(path, without.encode()), field, code, "absent");
  }

  private static void assertRefused(Response answer, String field, String code, String value) {
    assertEquals(400, answer.statusCode(), () -> value + " gave " + answer.asString());
    assertEquals(code, answer.path("error.code"), () -> value + " gave " + answer.asString());
    String message = answer.path("error.message");
    assertTrue(message.contains("`" + field), () -> value + " gave " + message);
  }

  private Response send(String path, String body) {
    return TestAgents.with(token).body(body).post("/api/v1/agent/" + path);
  }
}
