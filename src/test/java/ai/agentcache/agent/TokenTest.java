package ai.agentcache.agent;

import static ai.agentcache.agent.TestAgents.ask;
import static ai.agentcache.agent.TestAgents.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.launch.TokenSecret;
import ai.agentcache.launch.TokenSecrets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tokens over HTTP: asked for, used, revoked. */
@QuarkusTest
class TokenTest {

  private static final String GUARDED = "/api/v1/agent/guarded";

  @Inject TokenSecrets secrets;
  @Inject Pool pool;

  @Test
  void token_rightSecret_isAnAgentJwt() {
    String id = TestAgents.newId();

    Response answer = ask(given(), id);

    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .header("X-RateLimit-Limit", "30")
        .body("token_type", equalTo("Bearer"))
        .body("expires_in", equalTo(7_200))
        .body("refresh_after", equalTo(6_900))
        .body("expires_at", notNullValue())
        .body("agent_id", equalTo(id))
        .body("environment", equalTo("development"))
        .body("permissions", hasSize(8));
    JsonObject claims = Forger.read(answer.path("token"));
    assertEquals(id, claims.getString("sub"));
    assertEquals("agent", claims.getString("role"));
    assertEquals("agentcache", claims.getString("iss"));
    assertEquals("agentcache-agent", claims.getString("aud"));
    assertEquals("default", claims.getString("tenant"));
    assertEquals(22, claims.getString("jti").length());
    assertEquals(7_200, claims.getLong("exp") - claims.getLong("iat"));
  }

  @Test
  void token_signature_isThatOfAnybodyWhoHasTheSecret() {
    String token = TestAgents.token();

    assertEquals(
        token, Forger.token(Forger.header(), Forger.read(token), secrets.of(TokenSecret.JWT)));
  }

  @Test
  void token_twice_isAnother() {
    String id = TestAgents.newId();

    assertNotEquals(TestAgents.token(id), TestAgents.token(id));
  }

  @Test
  void token_withApiKey_isOfItsTenant() {
    String token = TestAgents.token(TestAgents.newId(), "ac_demo_test123");

    with(token).get(GUARDED).then().statusCode(200).body("tenant", equalTo("demo"));
  }

  @Test
  void token_withWrongOrOperatorsKey_isRefused() {
    ask(given().header("X-API-Key", "ac_demo_nobody"), "a")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("INVALID_API_KEY"));
    ask(given().header("X-API-Key", "ac_admin_development"), "a")
        .then()
        .statusCode(403)
        .body("error.code", equalTo("FORBIDDEN"));
  }

  @Test
  void token_wrongSecret_is401() {
    given()
        .contentType("application/json")
        .body("{\"agent_id\":\"" + TestAgents.newId() + "\",\"agent_secret\":\"wrong\"}")
        .post("/api/v1/agent/token")
        .then()
        .statusCode(401)
        .header("X-RateLimit-Limit", notNullValue())
        .body("error.code", equalTo("INVALID_AGENT_TOKEN"))
        .body("timestamp", notNullValue());
  }

  @Test
  void token_wrongSecret_isInTheAuditLog() {
    String id = TestAgents.newId();
    given()
        .contentType("application/json")
        .body("{\"agent_id\":\"" + id + "\",\"agent_secret\":\"wrong\"}")
        .post("/api/v1/agent/token")
        .then()
        .statusCode(401);

    assertAudited("agent:" + id, "agent.wrong-secret");
  }

  @Test
  void token_givenAndRevoked_isInTheAuditLog() {
    String id = TestAgents.newId();
    String token = TestAgents.token(id);
    with(token).post("/api/v1/agent/token/revoke").then().statusCode(200);

    assertAudited("agent:" + id, "agent.token-issued");
    assertAudited("agent:" + id, "agent.token-revoked");
  }

  private void assertAudited(String actor, String action) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!isAudited(actor, action)) {
      assertTrue(System.nanoTime() < deadline, action + " of " + actor);
    }
  }

  private boolean isAudited(String actor, String action) {
    try {
      return pool.preparedQuery("SELECT 1 FROM audit_log WHERE actor = $1 AND action = $2")
              .execute(Tuple.of(actor, action))
              .await()
              .atMost(Duration.ofSeconds(10))
              .size()
          > 0;
    } catch (PgException e) {
      return false; // the schema is still on its way
    }
  }

  @Test
  void token_thirtyFirstInAMinute_is429InTheFormOfThisSurface() {
    String id = TestAgents.newId();
    for (int i = 0; i < 30; i++) {
      assertEquals(200, ask(given(), id).statusCode());
    }

    ask(given(), id)
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .header("X-RateLimit-Remaining", "0")
        .body("error.code", equalTo("RATE_LIMITED"));
    assertEquals(200, ask(given(), TestAgents.newId()).statusCode());
  }

  @Test
  void revoke_ownToken_stopsItAtOnce() {
    String token = TestAgents.token();

    with(token)
        .post("/api/v1/agent/token/revoke")
        .then()
        .statusCode(200)
        .body("success", equalTo(true))
        .body("jti", equalTo(Forger.read(token).getString("jti")));

    refused(token);
    with(token).post("/api/v1/agent/token/refresh").then().statusCode(401);
  }

  @Test
  void revoke_anotherToken_isForTheOperatorOnly() {
    String token = TestAgents.token();
    String body = new JsonObject().put("jti", Forger.read(token).getString("jti")).encode();

    with(TestAgents.token())
        .body(body)
        .post("/api/v1/agent/token/revoke")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("NOT_FOUND"));
    with("ac_demo_test123")
        .body(body)
        .post("/api/v1/agent/token/revoke")
        .then()
        .statusCode(403)
        .body("error.code", equalTo("FORBIDDEN"));
    assertEquals(200, with(token).get(GUARDED).statusCode());

    with("ac_admin_development")
        .body(body)
        .post("/api/v1/agent/token/revoke")
        .then()
        .statusCode(200);
    refused(token);
  }

  @Test
  void refresh_once_givesANewTokenAndBothWork() {
    String id = TestAgents.newId();
    String old = TestAgents.token(id, "ac_demo_test123");

    Response answer = with(old).post("/api/v1/agent/token/refresh");

    answer
        .then()
        .statusCode(200)
        .header("X-RateLimit-Limit", "120")
        .body("agent_id", equalTo(id))
        .body("expires_in", allOf(greaterThan(7_190)));
    String fresh = answer.path("token");
    assertNotEquals(old, fresh);
    assertEquals("demo", Forger.read(fresh).getString("tenant"));
    for (String token : List.of(old, fresh)) {
      with(token).get(GUARDED).then().statusCode(200).body("tenant", equalTo("demo"));
    }
  }

  @Test
  void refresh_afterTheApiKeyWasRevoked_isRefused() {
    Response key = minted();
    String token = TestAgents.token(TestAgents.newId(), key.path("key"));
    String fresh = with(token).post("/api/v1/agent/token/refresh").path("token");

    given()
        .header("X-API-Key", "ac_admin_development")
        .delete("/api/admin/keys/" + key.path("keyId"))
        .then()
        .statusCode(200);

    with(fresh)
        .post("/api/v1/agent/token/refresh")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("INVALID_AGENT_TOKEN"));
  }

  /** A key of a tenant of its own, once the schema is there. */
  private static Response minted() {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (true) {
      Response answer =
          given()
              .header("X-API-Key", "ac_admin_development")
              .contentType("application/json")
              .body("{\"tenant\":\"tutors\",\"name\":\"t\"}")
              .post("/api/admin/keys");
      if (answer.statusCode() == 201 || System.nanoTime() > deadline) {
        return answer;
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void revoke_withTheTenantsKeyBesideTheToken_isTheAgents() {
    String token = TestAgents.token();

    with(token)
        .header("X-API-Key", "ac_demo_test123")
        .post("/api/v1/agent/token/revoke")
        .then()
        .statusCode(200);

    refused(token);
  }

  @Test
  void refresh_hundredAtOnce_giveOneToken() throws Exception {
    String old = TestAgents.token();
    Callable<String> refresh = () -> refreshed(old);

    Set<String> answers = new HashSet<>();
    ExecutorService pool = Executors.newFixedThreadPool(100);
    try {
      for (Future<String> answer : pool.invokeAll(Collections.nCopies(100, refresh))) {
        answers.add(answer.get());
      }
    } finally {
      pool.shutdown();
    }

    assertEquals(1, answers.size(), answers::toString);
    assertTrue(answers.iterator().next().startsWith("200 "), answers::toString);
  }

  /** As a patient agent: a store that is late on a busy machine is asked again. */
  private static String refreshed(String old) {
    Response answer = with(old).post("/api/v1/agent/token/refresh");
    for (int i = 0; i < 5 && answer.statusCode() == 503; i++) {
      answer = with(old).post("/api/v1/agent/token/refresh");
    }
    return answer.statusCode() + " " + answer.path("token");
  }

  private static void refused(String token) {
    with(token)
        .get(GUARDED)
        .then()
        .statusCode(401)
        .body("error.code", equalTo("INVALID_AGENT_TOKEN"));
  }
}
