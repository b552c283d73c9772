package ai.agentcache.agent.context;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import ai.agentcache.NoStores;
import ai.agentcache.agent.TestAgents;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** No store can be reached: every call says so in time, and nothing is promised. */
@QuarkusTest
@TestProfile(NoStores.class)
class AgentStoresAwayTest {

  private static final String BASE = "/api/v1/agent/";

  @Test
  void anyCall_is503WithRetryAfterInTime() {
    String token = TestAgents.token();
    post(token, "progress", "{\"userId\":\"u\",\"sessionId\":\"s\",\"progress\":{\"x\":1}}");
    refused(
        post(token, "progress", "{\"userId\":\"u\",\"sessionId\":\"s\",\"progress\":{\"x\":1}}"));
    refused(post(token, "sessions", "{\"userId\":\"u\"}"));
    refused(post(token, "user/u/context", "{}"));
    refused(post(token, "user/u/context", "{\"name\":\"x\"}"));
    refused(post(token, "user/u/context", "{\"progress\":{\"x\":1}}"));
    refused(TestAgents.with(token).get(BASE + "bootstrap/u").then());
    refused(TestAgents.with(token).delete(BASE + "user/u").then());
    String batch = "progress/batches/0-" + UUID.randomUUID();
    refused(TestAgents.with(token).get(BASE + batch).then());
  }

  @Test
  void storesAway_isAnAlertEach() {
    String token = TestAgents.token();
    UploadRig.until(
        () ->
            post(token, "health", "{}")
                .statusCode(200)
                .extract()
                .<List<String>>path("health.alerts.rule")
                .containsAll(List.of("breaker-open:postgres", "breaker-open:redis")));
    post(token, "health", "{}")
        .body("status", equalTo("unhealthy"))
        .body("health.history[0].event", equalTo("firing"));
  }

  private static ValidatableResponse post(String token, String path, String body) {
    return TestAgents.with(token).body(body).post(BASE + path).then();
  }

  private static void refused(ValidatableResponse answer) {
    answer
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("error.code", equalTo("STORE_UNAVAILABLE"))
        .time(lessThan(1_000L));
  }
}
