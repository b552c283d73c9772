package ai.agentcache.agent.progress;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.OtherSettings;
import ai.agentcache.agent.TestAgents;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Progress over HTTP, from the report to the context in which it shows. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class ProgressResourceTest {

  private static final String PROGRESS = "/api/v1/agent/progress";

  @Inject UploadRig rig;

  private final String agent = TestAgents.newId();
  private final String user = "user-" + UUID.randomUUID();
  private String token;

  @BeforeEach
  void token() {
    rig.awaitSchema();
    token = TestAgents.token(agent);
  }

  private ValidatableResponse report(String json) {
    String body = json.replace('\'', '"').replace("$user", user);
    return TestAgents.with(token).body(body).post(PROGRESS).then();
  }

  private ValidatableResponse context() {
    String path = "/api/v1/agent/user/" + user + "/context";
    return TestAgents.with(token).body("{}").post(path).then().statusCode(200);
  }

  private int messages() {
    Integer messages = context().extract().path("context.progress.messages");
    return messages == null ? 0 : messages;
  }

  @Test
  void report_eitherForm_isAnsweredAndApplied() {
    report(
            "{'userId':'$user','sessionId':'s1','data':{'status':'active','progress':{'messages':2}}}")
        .statusCode(200)
        .body("success", equalTo(true))
        .body("message", notNullValue())
        .body("userId", equalTo(user))
        .body("sessionId", equalTo("s1"))
        .body("agentId", equalTo(agent))
        .body("timestamp", startsWith("2"))
        .body("batched", equalTo(true))
        .body("batchId", notNullValue());
    report("{'user_id':'$user','session_id':'s1','progress':{'messages':3,'topics':['b','a']}}")
        .statusCode(200);
    UploadRig.until(() -> messages() == 5);
    context()
        .body("context.progress.status", equalTo("active"))
        .body("context.progress.topics", hasItems("a", "b"))
        .body("context.progress.streak.current", equalTo(1));
  }

  @Test
  void batch_fromPendingToApplied_saysHowItIs() {
    String batch =
        report("{'userId':'$user','sessionId':'s','progress':{'messages':1}}")
            .statusCode(200)
            .extract()
            .path("batchId");
    String again =
        report("{'userId':'$user','sessionId':'s','progress':{'messages':1}}")
            .extract()
            .path("batchId");
    assertEquals(batch, again);
    batch(token, batch)
        .statusCode(200)
        .body("status", equalTo("pending"))
        .body("size", equalTo(2))
        .body("userId", equalTo(user))
        .body("type", equalTo("progress"));
    UploadRig.until(() -> batch(token, batch).extract().<String>path("status").equals("applied"));
    batch(token, batch).body("size", equalTo(2)).body("appliedAt", notNullValue());
    String stranger =
        TestAgents.token(TestAgents.newId(), UploadRig.key("t-" + user.substring(5, 20)));
    batch(stranger, batch)
        .statusCode(404)
        .body("error.code", equalTo("NOT_FOUND"))
        .body("timestamp", notNullValue());
    batch(token, "0-" + UUID.randomUUID()).statusCode(404);
    batch(token, "'; DROP TABLE agent_batches; --").statusCode(404);
  }

  private static ValidatableResponse batch(String token, String id) {
    return TestAgents.with(token).get(PROGRESS + "/batches/{id}", id).then();
  }

  @Test
  void report_repeated_isTheSameAnswerAndCountsOnce() {
    String body = "{'userId':'$user','sessionId':'s','updateId':'u1','progress':{'messages':1}}";
    String first = report(body).statusCode(200).extract().asString();
    assertEquals(first, report(body).statusCode(200).extract().asString());
    report(body.replace("1}}", "2}}"))
        .statusCode(409)
        .body("error.code", equalTo("IDEMPOTENCY_CONFLICT"));
    String keyed =
        "{'userId':'%s','sessionId':'s','progress':{'messages':1}}"
            .formatted(user)
            .replace('\'', '"');
    for (int i = 0; i < 3; i++) {
      TestAgents.with(token)
          .header("Idempotency-Key", "k1")
          .body(keyed)
          .post(PROGRESS)
          .then()
          .statusCode(200);
    }
    UploadRig.until(() -> messages() == 2);
    assertEquals(2, messages());
  }

  @Test
  void report_ofAnotherTenant_staysApart() {
    String key = UploadRig.key("u-" + user.substring(5, 20));
    String other = TestAgents.token(TestAgents.newId(), key);
    String body =
        "{'userId':'%s','sessionId':'s','progress':{'messages':7}}"
            .formatted(user)
            .replace('\'', '"');
    TestAgents.with(other).body(body).post(PROGRESS).then().statusCode(200);
    report("{'userId':'$user','sessionId':'s','progress':{'messages':1}}").statusCode(200);
    UploadRig.until(() -> messages() == 1);
    assertEquals(1, messages());
  }
}
