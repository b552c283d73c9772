package ai.agentcache.upload.tracking;

import static ai.agentcache.upload.UploadRig.post;
import static ai.agentcache.upload.UploadRig.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import ai.agentcache.NoStores;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No store can be reached: every call says so in time. */
@QuarkusTest
@TestProfile(NoStores.class)
class UploadStoresAwayTest {

  private static final String KEY = "ac_demo_test123";
  private static final String ID = new UUID(1, 2).toString();

  @BeforeEach
  void warmUp() {
    post(KEY, "check-duplicate", "{'fileHash':'%s','userId':'u'}".formatted("0".repeat(64)));
  }

  @Test
  void anyCall_is503WithRetryAfterInTime() {
    String hash = "0".repeat(64);
    refused(post(KEY, "check-duplicate", "{'fileHash':'%s','userId':'u'}".formatted(hash)));
    refused(
        post(
            KEY,
            "track-upload",
            "{'action':'start','userId':'u','fileName':'f','fileSize':1,'fileHash':'x'}"));
    refused(
        post(
            KEY,
            "track-upload",
            "{'action':'progress','sessionId':'%s','chunksCompleted':1}".formatted(ID)));
    refused(
        post(
            KEY,
            "cache-chunk",
            "{'sessionId':'%s','chunkIndex':1,'status':'completed'}".formatted(ID)));
    for (String path :
        new String[] {
          "sessions?userId=u",
          "sessions/" + ID,
          "sessions/" + ID + "/events",
          "cache-chunk?sessionId=" + ID,
          "user-stats?userId=u",
          "prewarm"
        }) {
      refused(with(KEY).get("/api/jetty/" + path).then());
    }
    refused(with(KEY).delete("/api/jetty/files/" + ID + "?userId=u").then());
  }

  @Test
  void check_hashThatNeverMatches_needsNoStore() {
    post(KEY, "check-duplicate", "{'fileHash':'x','userId':'u'}")
        .statusCode(200)
        .body("isDuplicate", equalTo(false));
  }

  private static void refused(ValidatableResponse answer) {
    answer
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("STORE_UNAVAILABLE"))
        .time(lessThan(1_000L));
  }
}
