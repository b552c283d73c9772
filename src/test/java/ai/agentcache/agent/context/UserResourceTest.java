package ai.agentcache.agent.context;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.OtherSettings;
import ai.agentcache.agent.TestAgents;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OtherSettings.class)
class UserResourceTest {

  private static final String BASE = "/api/v1/agent/";

  @Inject UploadRig rig;

  private final String user = "user-" + UUID.randomUUID();
  private String token;

  @BeforeEach
  void token() {
    rig.awaitSchema();
    token = TestAgents.token();
  }

  private ValidatableResponse post(String path, String json) {
    String body = json.replace('\'', '"').replace("$user", user);
    return TestAgents.with(token).body(body).post(BASE + path).then();
  }

  private ValidatableResponse context(String json) {
    return post("user/" + user + "/context", json).statusCode(200);
  }

  private static String stranger() {
    String tenant = "s-" + UUID.randomUUID().toString().substring(0, 12);
    return TestAgents.token(TestAgents.newId(), UploadRig.key(tenant));
  }

  @Test
  void context_newUser_hasDefaultsAndIsCachedTheSecondTime() {
    context("{}")
        .body("cached", equalTo(false))
        .body("context.new_user", equalTo(true))
        .body("context.name", nullValue())
        .body("context.preferences.language", equalTo("en"))
        .body("context.progress", equalTo(Map.of()))
        .body("context.session_history", hasSize(0));
    UploadRig.until(() -> context("").extract().<Boolean>path("cached"));
    context("{'userId':'$user'}").body("context.preferences.level", equalTo("beginner"));
  }

  @Test
  void tokenOfUser_opensTheirOwnContextOnly() {
    String own = TestAgents.userToken(user);
    String path = BASE + "user/" + user + "/context";
    TestAgents.with(own).body("{\"name\":\"Ann\"}").post(path).then().statusCode(200);
    TestAgents.with(own)
        .get(BASE + "bootstrap/" + user)
        .then()
        .statusCode(200)
        .body("context.name", equalTo("Ann"))
        .body("agent_id", equalTo("tutor"));
    TestAgents.with(own)
        .body("{}")
        .post(BASE + "user/somebody-else/context")
        .then()
        .statusCode(403)
        .body("error.code", equalTo("INSUFFICIENT_PERMISSIONS"));
    TestAgents.with(own)
        .delete(BASE + "user/" + user)
        .then()
        .statusCode(403)
        .body("error.code", equalTo("NOT_AGENT"));
  }

  @Test
  void context_changed_mergesAndIsReadAtOnce() {
    context("{}");
    context("{'name':'Ana','preferences':{'language':'es','goals':{'a':1,'b':2}},'notes':['x']}")
        .body("cached", equalTo(false))
        .body("updated_fields", contains("name", "preferences"))
        .body("context.name", equalTo("Ana"));
    context("{'preferences':{'level':'A2','goals':{'b':3,'a':null}},'user_id':'$user'}")
        .body("context.version", equalTo(2));
    context("{}")
        .body("context.name", equalTo("Ana"))
        .body("context.preferences.language", equalTo("es"))
        .body("context.preferences.level", equalTo("A2"))
        .body("context.preferences.goals", equalTo(Map.of("b", 3)))
        .body("context.notes", contains("x"))
        .body("context.new_user", equalTo(false));
  }

  @Test
  void context_progressSet_standsInThePlaceOfSums() {
    post("progress", "{'userId':'$user','sessionId':'s','progress':{'messages':5,'minutes':2}}");
    UploadRig.until(() -> context("{}").extract().path("context.progress.minutes") != null);
    context("{'progress':{'messages':50,'level':'B1'}}")
        .body("context.progress.messages", equalTo(50))
        .body("context.progress.minutes", equalTo(2))
        .body("context.progress.level", equalTo("B1"));
  }

  @Test
  void context_history_isAddedToWithoutRepetition() {
    context("{'session_history':[{'session_id':'1','x':1},{'session_id':'2'}]}");
    context("{'session_history':[{'session_id':'1','x':2},{'free':true},{'free':true}]}")
        .body("context.session_history.session_id", contains("2", "1", null))
        .body("context.session_history[1].x", equalTo(2));
  }

  @Test
  void context_fiftyChangesAtOnce_loseNothing() {
    IntStream.range(0, 50)
        .parallel()
        .forEach(
            i -> {
              String body = "{'preferences':{'p%d':%d},'field%d':{'a':%d}}".formatted(i, i, i, i);
              for (int attempt = 0; attempt < 20; attempt++) {
                if (post("user/" + user + "/context", body).extract().statusCode() == 200) {
                  return;
                }
              }
              throw new AssertionError("never written");
            });
    Map<String, Object> context = context("{}").extract().path("context");
    Map<?, ?> preferences = (Map<?, ?>) context.get("preferences");
    for (int i = 0; i < 50; i++) {
      assertEquals(i, preferences == null ? null : preferences.get("p" + i));
      assertEquals(Map.of("a", i), context.get("field" + i));
    }
  }

  @Test
  void context_ofAnotherUserInTheBody_isRefused() {
    post("user/" + user + "/context", "{'userId':'other','name':'x'}")
        .statusCode(400)
        .body("error.code", equalTo("USER_ID_MISMATCH"));
    post("user/undefined/context", "{}")
        .statusCode(400)
        .body("error.code", equalTo("INVALID_USER_ID"));
  }

  @Test
  void session_recorded_showsInProgressHistoryAndBootstrap() {
    String session =
        "{'userId':'$user','sessionId':'%s','duration_minutes':25,'topics_covered':['food'],"
            + "'new_vocabulary':['pan',{'word':'agua'}],'overall_performance':80,'mood':'good'}";
    String id = "session-" + UUID.randomUUID();
    post("sessions", session.formatted(id))
        .statusCode(200)
        .body("success", equalTo(true))
        .body("session_id", equalTo(id))
        .body("created_at", notNullValue())
        .body("created_by", equalTo("agent"))
        .body("agent_id", notNullValue());
    post("sessions", session.formatted(id))
        .statusCode(409)
        .body("error.code", equalTo("SESSION_ALREADY_EXISTS"));
    post("sessions", session.replace("80", "90").formatted(id + "-2")).statusCode(200);
    context("{}")
        .body("context.progress.sessions_total", equalTo(2))
        .body("context.progress.session_minutes_total", equalTo(50))
        .body("context.progress.performance_score", equalTo(85))
        .body("context.progress.vocabulary", contains("agua", "pan"))
        .body("context.session_history.session_id", contains(id, id + "-2"));
    TestAgents.with(token)
        .get(BASE + "bootstrap/" + user)
        .then()
        .statusCode(200)
        .body("summary", containsString("food"))
        .body("context.progress.sessions_total", equalTo(2))
        .body("recent_sessions.session_id", contains(id + "-2", id))
        .body("recent_sessions[0].mood", equalTo("good"));
    TestAgents.with(stranger())
        .get(BASE + "bootstrap/" + user)
        .then()
        .statusCode(200)
        .body("context.new_user", equalTo(true))
        .body("recent_sessions", hasSize(0));
  }

  @Test
  void session_withIdempotencyKey_isRecordedOnce() {
    String body = "{\"userId\":\"" + user + "\",\"duration_minutes\":5}";
    List<String> answers =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    TestAgents.with(token)
                        .header("Idempotency-Key", user)
                        .body(body)
                        .post(BASE + "sessions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
            .toList();
    assertEquals(answers.get(0), answers.get(1));
    context("{}").body("context.progress.sessions_total", equalTo(1));
  }

  @Test
  void erase_storedSessionsAndIdsOfUpdates_areForgottenToo() {
    String update = "{'userId':'$user','sessionId':'s','updateId':'one','progress':{'messages':1}}";
    post("progress", update).statusCode(200);
    UploadRig.until(() -> context("{}").extract().path("context.progress.messages") != null);
    String key = UploadRig.key("default");
    given()
        .header("X-API-Key", key)
        .contentType("application/json")
        .body(Map.of("userId", user, "data", Map.of("a", 1)))
        .post("/api/sessions")
        .then()
        .statusCode(201);
    TestAgents.with(token)
        .delete(BASE + "user/" + user)
        .then()
        .statusCode(200)
        .body("erased.stored_sessions", equalTo(1));

    post("progress", update).statusCode(200);
    UploadRig.until(() -> context("{}").extract().path("context.progress.messages") != null);
    context("{}").body("context.progress.messages", equalTo(1));
  }

  @Test
  void session_whenTheContextIsFull_isWrittenAllTheSame() {
    String topics = "'" + "t".repeat(250) + "'";
    String many = String.join(",", java.util.Collections.nCopies(200, topics));
    String padding = "x".repeat(60_000);
    for (String field : List.of("a", "b", "c", "d")) {
      context("{'preferences':{'" + field + "':'" + padding + "'}}");
    }
    for (int i = 0; i < 60; i++) {
      post("sessions", "{'userId':'$user','topics_covered':[" + many + "],'notes':'" + i + "'}")
          .statusCode(200);
    }
    context("{}").body("context.session_history", hasSize(50));
  }

  @Test
  void erase_everything_isGoneAndStaysSo() {
    context("{'name':'Ana'}");
    post("sessions", "{'userId':'$user','duration_minutes':5}").statusCode(200);
    for (int i = 0; i < 12; i++) {
      post("progress", "{'userId':'$user','sessionId':'s','progress':{'messages':1}}");
    }
    TestAgents.with(stranger())
        .delete(BASE + "user/" + user)
        .then()
        .statusCode(404)
        .body("error.code", equalTo("USER_CONTEXT_NOT_FOUND"));
    TestAgents.with(token)
        .delete(BASE + "user/" + user)
        .then()
        .statusCode(200)
        .body("erased.context", equalTo(1))
        .body("erased.progress", equalTo(1))
        .body("erased.sessions", equalTo(1));
    String later =
        post("progress", "{'userId':'$user','sessionId':'s','progress':{'minutes':1}}")
            .statusCode(200)
            .extract()
            .path("batchId");
    UploadRig.until(() -> context("{}").extract().path("context.progress.minutes") != null);
    context("{}")
        .body("context.name", nullValue())
        .body("context.progress.messages", nullValue())
        .body("context.progress.minutes", equalTo(1))
        .body("context.progress.sessions_total", nullValue());
    assertTrue(later.length() > 30);
    TestAgents.with(token).delete(BASE + "user/" + user).then().statusCode(200);
    TestAgents.with(token).delete(BASE + "user/" + user).then().statusCode(404);
  }
}
