package ai.agentcache.agent;

import static ai.agentcache.agent.TestAgents.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another environment with its own secrets, an agent that may do little, and impatience. */
@QuarkusTest
@TestProfile(StagingTest.Staging.class)
class StagingTest {

  private static final String AGENT_SECRET = "the agent secret of the staging environment";
  private static final String JWT_SECRET = "the secret that staging signs its tokens with";
  private static final String GUARDED = "/api/v1/agent/guarded";

  private static Response ask(String agentId, String secret) {
    return given()
        .contentType("application/json")
        .body(new JsonObject().put("agent_id", agentId).put("agent_secret", secret).encode())
        .post("/api/v1/agent/token");
  }

  @Test
  void token_ofStaging_livesAnHourAndWorks() {
    Response answer = ask(TestAgents.newId(), AGENT_SECRET);

    answer
        .then()
        .statusCode(200)
        .body("expires_in", equalTo(3_600))
        .body("environment", equalTo("staging"));
    with(answer.path("token"))
        .get(GUARDED)
        .then()
        .statusCode(200)
        .body("tenant", equalTo("school"))
        .body("environment", equalTo("staging"));
  }

  @Test
  void token_ofDevelopment_isRefused() {
    assertEquals(401, ask(TestAgents.newId(), TestAgents.secret()).statusCode());
    long now = System.currentTimeMillis() / 1_000;
    JsonObject ofDevelopment = Forger.claims(now);
    String signedHere = Forger.token(Forger.header(), ofDevelopment, JWT_SECRET);
    assertEquals(401, with(signedHere).get(GUARDED).statusCode());
    JsonObject tooLong = Forger.claims(now).put("env", "staging").put("exp", now + 7_200);
    String asLongAsInDevelopment = Forger.token(Forger.header(), tooLong, JWT_SECRET);
    assertEquals(401, with(asLongAsInDevelopment).get(GUARDED).statusCode());
    JsonObject good = Forger.claims(now).put("env", "staging");
    assertEquals(
        200, with(Forger.token(Forger.header(), good, JWT_SECRET)).get(GUARDED).statusCode());
  }

  @Test
  void token_ofAnAgentThatMayDoLittle_saysAndMeansIt() {
    Response answer = ask("reader", AGENT_SECRET);

    answer.then().statusCode(200).body("permissions", contains("context:read"));
    with(answer.path("token"))
        .get(GUARDED)
        .then()
        .statusCode(403)
        .body("error.code", equalTo("INSUFFICIENT_PERMISSIONS"));
    JsonObject more =
        Forger.claims(System.currentTimeMillis() / 1_000)
            .put("env", "staging")
            .put("sub", "reader");
    with(Forger.token(Forger.header(), more, JWT_SECRET)).get(GUARDED).then().statusCode(403);
  }

  @Test
  void token_tooManyWrongSecretsForAnAgent_refuseMoreOfThemAndNotTheRightOne() {
    String agentId = TestAgents.newId();
    for (int i = 0; i < 2; i++) {
      assertEquals(401, ask(agentId, "guess" + i).statusCode());
    }
    ask(agentId, "guess")
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .header("X-RateLimit-Remaining", "0")
        .body("error.code", equalTo("RATE_LIMITED"));
    assertEquals(200, ask(agentId, AGENT_SECRET).statusCode());
  }

  /** Staging. */
  public static final class Staging implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "AGENTCACHE_ENV", "staging",
          "STAGING_AGENT_SECRET", AGENT_SECRET,
          "STAGING_JWT_SECRET", JWT_SECRET,
          "agentcache.agent.tenant", "school",
          "agentcache.agent.permissions.reader", "context:read",
          "agentcache.limits.agent.wrong-secrets-per-agent", "2");
    }
  }
}
