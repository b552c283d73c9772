package ai.agentcache.agent;

import static ai.agentcache.agent.TestAgents.ask;
import static ai.agentcache.agent.TestAgents.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import ai.agentcache.NoStores;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No store can be reached: tokens are given and taken all the same, but not replaced or ended. */
@QuarkusTest
@TestProfile(NoStores.class)
class TokenStoresAwayTest {

  private static final long LIMIT = 600;

  private String agentId;
  private String token;

  @BeforeEach
  void warmUp() {
    agentId = TestAgents.newId();
    token = TestAgents.token(agentId);
  }

  @Test
  void token_isGivenAndTaken() {
    ask(given(), TestAgents.newId()).then().statusCode(200).time(lessThan(LIMIT));
    with(token).get("/api/v1/agent/guarded").then().statusCode(200).time(lessThan(LIMIT));
  }

  @Test
  void userToken_isGiven() {
    with(token)
        .body("{\"room_name\":\"r\",\"user_id\":\"u\",\"agent_id\":\"" + agentId + "\"}")
        .post("/api/v1/agent/user-token")
        .then()
        .statusCode(200)
        .time(lessThan(LIMIT));
  }

  @Test
  void refreshAndRevoke_are503WithRetryAfter() {
    for (String path : new String[] {"refresh", "revoke"}) {
      with(token)
          .post("/api/v1/agent/token/" + path)
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("error.code", equalTo("STORE_UNAVAILABLE"))
          .time(lessThan(LIMIT));
    }
    with(token).get("/api/v1/agent/guarded").then().statusCode(200);
  }
}
