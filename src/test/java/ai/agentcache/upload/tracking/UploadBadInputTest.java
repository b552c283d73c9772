package ai.agentcache.upload.tracking;

import static ai.agentcache.upload.UploadRig.with;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every field with what it may not be: a 400 that names it, and nothing stored. */
@QuarkusTest
class UploadBadInputTest {

  private static final String LONG = "\"" + "x".repeat(5_000) + "\"";
  private static final List<String> NO_TEXT =
      List.of("1", "true", "[]", "{}", "\"\"", "\" \"", "\"a\\u0000b\"", "\"\\ud800\"", LONG);
  private static final List<String> NO_COUNT =
      List.of("-1", "1.5", "NaN", "1e400", "\"5\"", "true", "[1]", "\"1; DROP TABLE x\"");
  private static final List<String> NO_NUMBER =
      List.of("-1", "NaN", "Infinity", "1e400", "\"5\"", "{}", "\"' OR 1=1 --\"");

  @Inject UploadRig rig;

  private String tenant;
  private String key;
  private String session;

  @BeforeEach
  void session() {
    rig.awaitSchema();
    tenant = "bad-" + UUID.randomUUID().toString().substring(0, 12);
    key = UploadRig.key(tenant);
    session = send("track-upload", start().encode()).then().extract().path("session.sessionId");
  }

  @Test
  void start_everyField_isCheckedAndNothingStored() {
    Map<String, List<String>> wrong =
        Map.ofEntries(
            Map.entry("action", NO_TEXT),
            Map.entry("userId", NO_TEXT),
            Map.entry("fileName", NO_TEXT),
            Map.entry("fileHash", NO_TEXT),
            Map.entry("mimeType", NO_TEXT),
            Map.entry("uploadVia", NO_TEXT),
            Map.entry("decisionId", NO_TEXT),
            Map.entry("deviceFingerprint", NO_TEXT),
            Map.entry("url", List.of("1", "\"javascript:alert(1)\"", LONG)),
            Map.entry("fileSize", with0(NO_COUNT)),
            Map.entry("chunkSize", with0(NO_COUNT)),
            Map.entry("chunksTotal", with0(NO_COUNT)),
            Map.entry("threads", with0(NO_COUNT)),
            Map.entry("estimatedCost", NO_NUMBER),
            Map.entry("estimatedTime", NO_NUMBER),
            Map.entry("jettySpeedEnabled", List.of("1", "\"true\"")),
            Map.entry("edgesUsed", List.of("1", "\"a\"", "[1]", "[\"\"]", "[\"a\",null]")));
    wrong.forEach((field, values) -> assertNamed("track-upload", start(), field, values));
    for (String field : List.of("action", "userId", "fileName", "fileSize", "fileHash")) {
      JsonObject without = start();
      without.remove(field);
      assertNamed(send("track-upload", without.encode()), field, "absent");
    }
    assertEquals(1, rig.number("SELECT count(*) FROM upload_sessions WHERE tenant = $1", tenant));
  }

  @Test
  void cacheChunk_everyField_isChecked() {
    JsonObject report =
        new JsonObject().put("sessionId", session).put("chunkIndex", 0).put("status", "completed");
    Map<String, List<String>> wrong =
        Map.of(
            "sessionId",
            NO_TEXT,
            "chunkIndex",
            List.of("-1", "1.5", "NaN", "\"0\"", "10", "100000", "{}"),
            "status",
            List.of("1", "\"done\"", "\"COMPLETED\"", "[]"),
            "chunkHash",
            NO_TEXT,
            "edgeId",
            NO_TEXT,
            "bytesUploaded",
            List.of("-1", "NaN", "1.5", "\"1\"", "1001"),
            "errorMessage",
            NO_TEXT);
    wrong.forEach((field, values) -> assertNamed("cache-chunk", report, field, values));
    with(key)
        .get("/api/jetty/cache-chunk?sessionId=" + session)
        .then()
        .body("chunks.size()", equalTo(0));
  }

  @Test
  void progressAndComplete_everyField_isChecked() {
    JsonObject progress =
        new JsonObject()
            .put("action", "progress")
            .put("sessionId", session)
            .put("chunksCompleted", 1);
    assertNamed("track-upload", progress, "chunksCompleted", List.of("-1", "NaN", "11", "\"1\""));
    assertNamed("track-upload", progress, "bytesUploaded", List.of("-1", "NaN", "1001", "1.5"));
    assertNamed("track-upload", progress, "sessionId", NO_TEXT);
    JsonObject complete = new JsonObject().put("action", "complete").put("sessionId", session);
    assertNamed("track-upload", complete, "actualCost", NO_NUMBER);
    JsonObject fail = new JsonObject().put("action", "fail").put("sessionId", session);
    assertNamed("track-upload", fail, "errorMessage", NO_TEXT);
    with(key)
        .get("/api/jetty/sessions/" + session)
        .then()
        .body("state", equalTo("uploading"))
        .body("progress.bytesUploaded", equalTo(0));
  }

  @Test
  void checkDuplicate_everyField_isChecked() {
    JsonObject check = new JsonObject().put("fileHash", "x").put("userId", "u");
    assertNamed("check-duplicate", check, "fileHash", NO_TEXT);
    assertNamed("check-duplicate", check, "userId", NO_TEXT);
    assertNamed("check-duplicate", check, "fileName", NO_TEXT);
    assertNamed("check-duplicate", check, "fileSize", with0(NO_COUNT));
    assertNamed("check-duplicate", check, "proof", List.of("1", "\"x\"", "[]"));
  }

  @Test
  void queries_everyParameter_isChecked() {
    for (String query :
        List.of(
            "sessions?state=pending",
            "sessions?limit=0",
            "sessions?cursor=1",
            "sessions?cursor=1-x",
            "sessions?userId=%20",
            "sessions?userId=a%00b",
            "sessions?hash=%00",
            "sessions?fingerprint=%0A",
            "user-stats?period=1y&userId=u",
            "user-stats?userId=",
            "prewarm?at=tomorrow",
            "prewarm?at=2999-01-01T00:00:00Z")) {
      Response answer = with(key).urlEncodingEnabled(false).get("/api/jetty/" + query);
      String field = query.substring(query.indexOf('?') + 1, query.indexOf('='));
      assertNamed(answer, field, query);
    }
    assertEquals(400, with(key).get("/api/jetty/cache-chunk").statusCode());
    assertEquals(400, with(key).get("/api/jetty/user-stats").statusCode());
    assertEquals(400, delete("userId=%00").statusCode());
    assertEquals(400, delete("userId=u&fileName=%00").statusCode());
    for (String id : List.of("x", "'; DROP TABLE upload_sessions; --", session + "0")) {
      assertEquals(404, with(key).get("/api/jetty/sessions/{id}", id).statusCode());
      assertEquals(
          404, with(key).queryParam("sessionId", id).get("/api/jetty/cache-chunk").statusCode());
    }
  }

  @Test
  void body_thatIsNoObject_is400() {
    for (String path : List.of("track-upload", "cache-chunk", "check-duplicate")) {
      for (String body : List.of("", "[]", "{", "null", "{\"a\":1,\"a\":2}")) {
        assertEquals(400, send(path, body).statusCode(), body);
      }
    }
  }

  private void assertNamed(String path, JsonObject good, String field, List<String> values) {
    for (String value : values) {
      JsonObject without = good.copy();
      without.remove(field);
      String rest = without.encode();
      String body =
          "{\"" + field + "\":" + value + (without.isEmpty() ? "}" : "," + rest.substring(1));
      assertNamed(send(path, body), field, body);
    }
  }

  private static void assertNamed(Response answer, String field, String what) {
    assertEquals(400, answer.statusCode(), () -> what + " gave " + answer.asString());
    String details = answer.path("details");
    assertTrue(details.contains("`" + field + "`"), () -> what + " gave " + details);
  }

  private static List<String> with0(List<String> values) {
    List<String> all = new ArrayList<>(values);
    all.add("0");
    return all;
  }

  private Response delete(String query) {
    String path = "/api/jetty/files/" + session + "?" + query;
    return with(key).urlEncodingEnabled(false).delete(path);
  }

  private JsonObject start() {
    return new JsonObject()
        .put("action", "start")
        .put("userId", "'; DROP TABLE upload_sessions; --")
        .put("fileName", "{\"$ne\":1}")
        .put("fileSize", 1_000)
        .put("fileHash", "x")
        .put("chunkSize", 100);
  }

  private Response send(String path, String body) {
    return with(key).contentType("application/json").body(body).post("/api/jetty/" + path);
  }
}
