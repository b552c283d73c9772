package ai.agentcache.upload.tracking;

import static ai.agentcache.upload.UploadRig.post;
import static ai.agentcache.upload.UploadRig.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.upload.UploadRig;
import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Sessions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Postgres accepts connections and says nothing; Redis is there. */
@QuarkusTest
@TestProfile(UploadPostgresFrozenTest.Frozen.class)
class UploadPostgresFrozenTest {

  private static final String KEY = "ac_demo_test123";
  private static final int TRIES = 8;

  @Inject Sessions sessions;
  @Inject RedisGateway redis;

  private String id;

  @BeforeEach
  void sessionInRedis() {
    UploadRig.until(redis::reachable);
    SessionFacts session = new SessionFacts(UUID.randomUUID(), "demo", "ann", 1_000, 100, 10);
    sessions.opened(session, "uploading").await().atMost(Duration.ofSeconds(5));
    id = session.sessionId().toString();
  }

  @Test
  void chunks_ofAKnownSession_workOn() {
    report(1).then().statusCode(200).body("progress.chunksCompleted", equalTo(1));
    with(KEY)
        .get("/api/jetty/cache-chunk?sessionId=" + id)
        .then()
        .statusCode(200)
        .body("missing.size()", equalTo(9));
  }

  @Test
  void whatNeedsPostgres_is503InTime() {
    refusedInTime(
        () ->
            post(KEY, "check-duplicate", "{'fileHash':'%s','userId':'u'}".formatted("0".repeat(64)))
                .extract()
                .response());
    refusedInTime(
        () ->
            post(
                    KEY,
                    "track-upload",
                    "{'action':'start','userId':'u','fileName':'f','fileSize':1,'fileHash':'x'}")
                .extract()
                .response());
    for (String action : new String[] {"progress", "pause", "complete", "fail"}) {
      refusedInTime(
          () ->
              post(
                      KEY,
                      "track-upload",
                      "{'action':'%s','sessionId':'%s','chunksCompleted':1}".formatted(action, id))
                  .extract()
                  .response());
    }
    for (String path :
        new String[] {"sessions", "sessions/" + id, "user-stats?userId=u", "prewarm"}) {
      refusedInTime(() -> with(KEY).get("/api/jetty/" + path));
    }
  }

  private Response report(int chunk) {
    return post(
            KEY,
            "cache-chunk",
            "{'sessionId':'%s','chunkIndex':%d,'status':'completed'}".formatted(id, chunk))
        .extract()
        .response();
  }

  /** The best of some tries, for the machine may be busy; none may be long. */
  private static void refusedInTime(Supplier<Response> call) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && best > 600; i++) {
      Response answer = call.get();
      answer.then().statusCode(503).header("Retry-After", notNullValue());
      best = Math.min(best, answer.time());
    }
    long millis = best;
    assertTrue(millis <= 600, () -> millis + " ms");
  }

  /** A listener that nobody serves. */
  public static final class Frozen implements QuarkusTestProfile {
    private static final ServerSocket SILENT = listener();

    private static ServerSocket listener() {
      try {
        return new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.datasource.reactive.url",
          "postgresql://127.0.0.1:" + SILENT.getLocalPort() + "/none",
          // The pool waits that long for answers that never come.
          "quarkus.shutdown.timeout",
          "1s");
    }
  }
}
