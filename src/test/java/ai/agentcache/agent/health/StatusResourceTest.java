package ai.agentcache.agent.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import ai.agentcache.OtherSettings;
import ai.agentcache.agent.TestAgents;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The status over HTTP, as tenants and the operator are told it. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class StatusResourceTest {

  @Inject UploadRig rig;

  private final String id = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  private static ValidatableResponse status(String key) {
    return given().header("X-API-Key", key).get("/api/status").then();
  }

  @Test
  void status_ofATenant_countsItsOwnUpdatesOnly() {
    String key = UploadRig.key("status-" + id);
    String token = TestAgents.token(TestAgents.newId(), key);
    for (int i = 0; i < 3; i++) {
      TestAgents.with(token)
          .body(
              "{\"userId\":\"u-%s\",\"sessionId\":\"s\",\"progress\":{\"messages\":1}}"
                  .formatted(id))
          .post("/api/v1/agent/progress")
          .then()
          .statusCode(200);
    }
    UploadRig.until(() -> status(key).extract().<Integer>path("batches.applied") == 3);
    status(key)
        .statusCode(200)
        .header("X-RateLimit-Limit", notNullValue())
        .body("status", in(List.of("healthy", "degraded")))
        .body("checks.name", hasItems("redis", "postgres", "batcher"))
        .body("checks[0].message", nullValue())
        .body("batches.deadLetters", equalTo(0))
        .body("batches.lagMs", greaterThanOrEqualTo(0))
        .body("batches.waiting", nullValue())
        .body("batches.accepted", nullValue());
    status(UploadRig.key("idle-" + id)).body("batches.applied", equalTo(0));
    status("ac_admin_development")
        .statusCode(200)
        .body("batches.applied", greaterThanOrEqualTo(3))
        .body("batches.accepted", greaterThanOrEqualTo(3))
        .body("batches.waiting", greaterThanOrEqualTo(0))
        .body("checks[0].message", notNullValue());
  }

  @Test
  void status_withoutAKey_isRefused() {
    given().get("/api/status").then().statusCode(401);
    status("ac_admin_wrong").statusCode(401);
  }
}
