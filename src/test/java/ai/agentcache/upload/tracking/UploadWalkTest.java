package ai.agentcache.upload.tracking;

import static ai.agentcache.upload.UploadRig.post;
import static ai.agentcache.upload.UploadRig.sha256;
import static ai.agentcache.upload.UploadRig.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads as a client lives them, from start to end. */
@QuarkusTest
class UploadWalkTest {

  private static final long CHUNK = 5L << 20;
  private static final int CHUNKS = 20;
  private static final long SIZE = (CHUNKS - 1) * CHUNK + 17;

  @Inject UploadRig rig;
  @Inject RedisGateway redis;

  private String tenant;
  private String key;
  private String hash;

  @BeforeEach
  void tenant() {
    rig.awaitSchema();
    tenant = "walk-" + UUID.randomUUID().toString().substring(0, 12);
    key = UploadRig.key(tenant);
    hash = sha256(tenant);
  }

  @Test
  void walk_lossOfRedisInTheMiddle_endsInADuplicateAndFigures() {
    check("ann").body("isDuplicate", equalTo(false)).body("file", nullValue());
    String session = start("ann");
    for (int chunk : new int[] {3, 0, 1, 1, 2, 7, 0, 3, 5}) {
      report(session, chunk, "completed");
    }
    awaitPrefix(session, 4);
    forget(session);
    missing(session, IntStream.range(4, CHUNKS).boxed().toList());
    IntStream.range(4, CHUNKS).forEach(chunk -> report(session, chunk, "completed"));
    report(session, 4, "failed");
    missing(session, List.of());

    complete(session).body("warnings", empty()).body("message", equalTo("Upload completed"));
    complete(session).body("warnings", empty());

    check("ben")
        .body("isDuplicate", equalTo(true))
        .body("file.fileSize", equalTo((int) SIZE))
        .body("file.uploadCount", equalTo(1))
        .body("file.references", equalTo(1))
        .body("savings.bytes", equalTo((int) SIZE))
        .body("savings.cost", notNullValue());
    check("ben").body("file.references", equalTo(2));
    assertEquals(
        SIZE,
        rig.number("SELECT bytes_saved FROM deduplication_savings WHERE tenant = $1", tenant));
    stats("ben")
        .body("cache_status.uploads_avoided", equalTo(1))
        .body("cache_status.hit_rate", equalTo(100f))
        .body("connection.avg_mbps", nullValue());
    stats("ann")
        .body("file_transfers.completed", equalTo(1))
        .body("file_transfers.success_rate", equalTo(100f))
        .body("connection.samples", equalTo(1))
        .body("connection.edges[0].id", equalTo("sfo-1"))
        .body("performance.estimate_samples", equalTo(1));
  }

  @Test
  void savings_ofTheTenant_countFilesDuplicatesAndWhatIsUnderWay() {
    String other = UploadRig.key(tenant + "-x");
    savings(key).body("files", equalTo(0)).body("underWay", equalTo(0));
    String session = start("ann");
    IntStream.range(0, CHUNKS).forEach(chunk -> report(session, chunk, "completed"));
    complete(session);
    check("ben").body("isDuplicate", equalTo(true));
    start("ann");
    savings(key)
        .body("files", equalTo(1))
        .body("duplicatesAvoided", equalTo(1))
        .body("savedBytes", equalTo((int) SIZE))
        .body("savedCost", greaterThan(0f))
        .body("underWay", equalTo(1));
    savings(other).body("files", equalTo(0)).body("duplicatesAvoided", equalTo(0));
    with(UploadRig.keyFor(tenant, "ann")).get("/api/jetty/savings").then().statusCode(403);
  }

  private static ValidatableResponse savings(String key) {
    return with(key).get("/api/jetty/savings").then().statusCode(200);
  }

  @Test
  void sessions_unfinishedOfTheWholeTenant_tellBytesAndFromTheSecondLookRateAndTime() {
    String first = start("ann");
    start("ben");
    unfinished()
        .body("sessions.userId", equalTo(List.of("ben", "ann")))
        .body("sessions[1].rateMbps", nullValue())
        .body("sessions[1].etaSeconds", nullValue())
        .body("sessions[1].progress.bytesUploaded", equalTo(0));
    report(first, 0, "completed");
    unfinished()
        .body("sessions[1].progress.bytesUploaded", equalTo((int) CHUNK))
        .body("sessions[1].rateMbps", greaterThan(0f))
        .body("sessions[1].etaSeconds", greaterThanOrEqualTo(0))
        .body("sessions[0].etaSeconds", nullValue());
  }

  private ValidatableResponse unfinished() {
    return with(key).get("/api/jetty/sessions?state=unfinished").then().statusCode(200);
  }

  @Test
  void start_answersWhatTheClientNeeds() {
    JsonPath answer =
        post(
                key,
                "track-upload",
                "{'action':'start','userId':'ann','fileName':'f','fileSize':1073741824,"
                    + "'fileHash':'md5:x','chunkSize':52428800,'chunksTotal':20,'other':1}")
            .statusCode(200)
            .body("success", equalTo(true))
            .body("message", equalTo("Upload session created"))
            .body("session.chunksTotal", equalTo(21))
            .body("session.fileId", notNullValue())
            .body("session.estimatedTime", notNullValue())
            .body("warnings", hasSize(2))
            .extract()
            .jsonPath();
    UUID.fromString(answer.getString("session.sessionId"));
    String session = answer.getString("session.sessionId");
    complete(session).body("warnings[0]", containsString("Of 21 chunks 0"));
  }

  @Test
  void start_sameIdempotencyKey_isOneSession() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ids.add(
          with(key)
              .header("Idempotency-Key", "first")
              .contentType("application/json")
              .body(startBody("ann").replace('\'', '"'))
              .post("/api/jetty/track-upload")
              .then()
              .statusCode(200)
              .extract()
              .path("session.sessionId"));
    }
    assertEquals(ids.get(0), ids.get(1));
    sessions("userId=ann").body("sessions", hasSize(1));
  }

  @Test
  void complete_reportsThatDoNotAddUp_warnsAndIsNotKnown() {
    String session = start("ann");
    report(session, 0, "completed");
    complete(session)
        .body("warnings[0]", containsString("Of 20 chunks 1"))
        .body("warnings", hasSize(3));
    check("ben").body("isDuplicate", equalTo(false));
  }

  @Test
  void complete_byProgressAlone_isKnown() {
    String session = start("ann");
    progress(session, 20, SIZE)
        .body("progress.chunksCompleted", equalTo(20))
        .body("progress.percentage", equalTo(100f));
    progress(session, 3, 100).body("progress.chunksCompleted", equalTo(20));
    complete(session).body("warnings", empty());
    check("ben").body("isDuplicate", equalTo(true));
  }

  @Test
  void complete_atOnceByMany_countsOnce() {
    String session = start("ann");
    progress(session, 20, SIZE);
    List<CompletableFuture<Integer>> calls =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> complete(session).extract().statusCode()))
            .toList();
    calls.forEach(call -> assertEquals(200, call.join()));

    check("ann").body("file.uploadCount", equalTo(1)).body("file.references", equalTo(1));
    assertEquals(
        1,
        rig.number("SELECT sum(uploads)::bigint FROM upload_patterns WHERE tenant = $1", tenant));
  }

  @Test
  void finished_session_acceptsNoMore() {
    String session = start("ann");
    act(session, "fail", "'errorMessage':'cable'")
        .body("message", equalTo("Upload marked as failed"))
        .body("errorMessage", equalTo("cable"));
    act(session, "fail", "'errorMessage':'other'").body("errorMessage", equalTo("cable"));
    for (String action : new String[] {"progress", "complete", "pause", "resume"}) {
      post(
              key,
              "track-upload",
              "{'action':'%s','sessionId':'%s','chunksCompleted':1}".formatted(action, session))
          .statusCode(409)
          .body("code", equalTo("CONFLICT"));
    }
    post(
            key,
            "cache-chunk",
            "{'sessionId':'%s','chunkIndex':1,'status':'completed'}".formatted(session))
        .statusCode(409);
  }

  @Test
  void pauseAndResume_areTakenAndRepeatable() {
    String session = start("ann");
    act(session, "pause", "'x':1").body("state", equalTo("paused"));
    act(session, "pause", "'x':1").body("state", equalTo("paused"));
    report(session, 0, "completed");
    sessions("state=paused").body("sessions.sessionId", equalTo(List.of(session)));
    act(session, "resume", "'x':1").body("state", equalTo("uploading"));
    sessions("state=paused").body("sessions", empty());
    sessions("state=unfinished").body("sessions", hasSize(1));
  }

  @Test
  void sessions_fromAnotherDevice_areFoundByUserHashAndFingerprint() {
    String session = start("ann");
    String other = start("ben");
    sessions("userId=ann").body("sessions.sessionId", equalTo(List.of(session)));
    sessions("fingerprint=device-ben").body("sessions.sessionId", equalTo(List.of(other)));
    sessions("hash=" + hash).body("sessions", hasSize(2));
    String cursor = sessions("limit=1").extract().path("nextCursor");
    sessions("limit=1&cursor=" + cursor)
        .body("sessions.sessionId", equalTo(List.of(session)))
        .body("nextCursor", nullValue());
    report(session, 0, "completed");
    with(key)
        .get("/api/jetty/sessions/" + session)
        .then()
        .statusCode(200)
        .body("state", equalTo("uploading"))
        .body("progress.chunksCompleted", equalTo(1))
        .body("missing", hasSize(19));
  }

  @Test
  void chunks_reported_areListedByIndex() {
    String session = start("ann");
    report(session, 2, "failed");
    report(session, 1, "uploading");
    with(key)
        .get("/api/jetty/cache-chunk?sessionId=" + session)
        .then()
        .statusCode(200)
        .body("chunks.chunkIndex", equalTo(List.of(1, 2)))
        .body("chunks.status", equalTo(List.of("uploading", "failed")))
        .body("total", equalTo(CHUNKS))
        .body("missing", hasSize(20));
  }

  @Test
  void events_ofASession_areToldUntilItIsOver() {
    String session = start("ann");
    CompletableFuture<String> stream =
        CompletableFuture.supplyAsync(
            () -> with(key).get("/api/jetty/sessions/" + session + "/events").asString());
    report(session, 0, "completed");
    UploadRig.until(() -> !stream.isDone());
    report(session, 1, "completed");
    progress(session, 20, SIZE);
    complete(session);

    String events = stream.orTimeout(20, TimeUnit.SECONDS).join();

    assertTrue(events.contains("event: end\n"), events);
    assertTrue(events.contains("\"phase\":\"completed\""), events);
    String last = "completed-20-" + SIZE;
    String again =
        with(key)
            .header("Last-Event-ID", last)
            .get("/api/jetty/sessions/" + session + "/events")
            .asString();
    assertEquals("", again, "the end was told before");
  }

  @Test
  void prewarm_afterUploads_predictsTheirEdges() {
    String session = start("ann");
    progress(session, 20, SIZE);
    complete(session);
    with(key)
        .get("/api/jetty/prewarm")
        .then()
        .statusCode(200)
        .body("edges[0].id", equalTo("sfo-1"))
        .body("edges[0].share", equalTo(1f))
        .body("accuracy.hit_rate", nullValue());
    String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
    with(key).get("/api/jetty/prewarm?at=" + tomorrow).then().statusCode(200);
    assertEquals(
        1, rig.number("SELECT count(*) FROM upload_prewarm_predictions WHERE tenant = $1", tenant));
    rig.run(
        "INSERT INTO upload_prewarm_predictions SELECT $1, date_trunc('hour', started_at),"
            + " '{sfo-1}', started_at - interval '2 hours' FROM upload_sessions WHERE tenant = $1",
        tenant);
    rig.run(
        "UPDATE upload_prewarm_predictions SET for_hour = for_hour - interval '2 hours',"
            + " made_at = made_at - interval '2 hours' WHERE tenant = $1 AND for_hour < now()",
        tenant);
    with(key)
        .get("/api/jetty/prewarm")
        .then()
        .body("accuracy.predictions", equalTo(1))
        .body("accuracy.uploads", equalTo(0));
  }

  @Test
  void delete_lastReference_forgetsTheFile() {
    String session = start("ann");
    progress(session, 20, SIZE);
    String file = complete(session).extract().path("fileId");
    check("ben").body("file.fileId", equalTo(file));

    delete(file, "ann").statusCode(200).body("remaining", equalTo(1));
    delete(file, "ann").statusCode(404);
    delete(file, "ben").statusCode(200).body("forgotten", equalTo(true));
    check("ann").body("isDuplicate", equalTo(false));
    with(key).delete("/api/jetty/files/" + file).then().statusCode(400);
    delete("no-file", "ann").statusCode(404);
  }

  @Test
  void otherTenant_seesNothing() {
    String session = start("ann");
    progress(session, 20, SIZE);
    String file = complete(session).extract().path("fileId");
    String mine = key;
    key = UploadRig.key(tenant + "-b");

    check("ann").body("isDuplicate", equalTo(false));
    sessions("userId=ann").body("sessions", empty());
    for (String path : new String[] {"sessions/" + session, "cache-chunk?sessionId=" + session}) {
      with(key).get("/api/jetty/" + path).then().statusCode(404);
    }
    with(key).get("/api/jetty/sessions/" + session + "/events").then().statusCode(404);
    delete(file, "ann").statusCode(404);
    post(
            key,
            "cache-chunk",
            "{'sessionId':'%s','chunkIndex':1,'status':'completed'}".formatted(session))
        .statusCode(404)
        .body("details", containsString("`sessionId`"));
    assertTrue(!mine.equals(key));
  }

  @Test
  void keyOfOneUser_actsForNoOther() {
    String session = start("ann");
    key = UploadRig.keyFor(tenant, "ben");

    post(key, "track-upload", startBody("ann")).statusCode(403);
    post(key, "check-duplicate", "{'fileHash':'x','userId':'ann'}").statusCode(403);
    with(key).get("/api/jetty/sessions/" + session).then().statusCode(404);
    with(key).get("/api/jetty/sessions?userId=ann").then().statusCode(403);
    with(key).get("/api/jetty/user-stats?userId=ann").then().statusCode(403);
    sessions("").body("sessions", empty());
    String own = start("ben");
    sessions("").body("sessions.sessionId", equalTo(List.of(own)));
    with(key).get("/api/jetty/user-stats").then().body("userId", equalTo("ben"));
  }

  @Test
  void limit_ofAUser_isThatOfTheContract() {
    int remaining = Integer.parseInt(check("zoe").extract().header("X-RateLimit-Remaining"));
    check("zoe").header("X-RateLimit-Limit", "120").header("RateLimit-Policy", not(empty()));
    assertEquals(119, remaining);
  }

  private ValidatableResponse check(String user) {
    return post(
            key,
            "check-duplicate",
            "{'fileHash':'sha256:%s','userId':'%s','fileName':'film.mp4','fileSize':%d}"
                .formatted(hash, user, SIZE))
        .statusCode(200);
  }

  private String start(String user) {
    return post(key, "track-upload", startBody(user))
        .statusCode(200)
        .body("session.chunksTotal", equalTo(CHUNKS))
        .body("warnings", empty())
        .extract()
        .path("session.sessionId");
  }

  private String startBody(String user) {
    return ("{'action':'start','userId':'%s','fileName':'film.mp4','fileSize':%d,'fileHash':'%s',"
            + "'chunkSize':%d,'threads':8,'edgesUsed':['sfo-1','sfo-1'],'estimatedCost':0.1,"
            + "'deviceFingerprint':'device-%s'}")
        .formatted(user, SIZE, hash, CHUNK, user);
  }

  private void report(String session, int chunk, String status) {
    post(
            key,
            "cache-chunk",
            "{'sessionId':'%s','chunkIndex':%d,'status':'%s','edgeId':'sfo-1'}"
                .formatted(session, chunk, status))
        .statusCode(200)
        .body("message", equalTo("Chunk metadata cached"))
        .body("chunk.chunkIndex", equalTo(chunk));
  }

  private ValidatableResponse progress(String session, int chunks, long bytes) {
    return act(
        session, "progress", "'chunksCompleted':%d,'bytesUploaded':%d".formatted(chunks, bytes));
  }

  private ValidatableResponse complete(String session) {
    return act(session, "complete", "'actualCost':0.2");
  }

  private ValidatableResponse act(String session, String action, String fields) {
    return post(
            key,
            "track-upload",
            "{'action':'%s','sessionId':'%s',%s}".formatted(action, session, fields))
        .statusCode(200)
        .body("success", equalTo(true));
  }

  private ValidatableResponse sessions(String query) {
    return with(key)
        .get("/api/jetty/sessions" + (query.isEmpty() ? "" : "?" + query))
        .then()
        .statusCode(200);
  }

  private ValidatableResponse stats(String user) {
    return with(key).get("/api/jetty/user-stats?userId=" + user).then().statusCode(200);
  }

  private ValidatableResponse delete(String file, String user) {
    return with(key).delete("/api/jetty/files/" + file + "?userId=" + user).then();
  }

  private void missing(String session, List<Integer> expected) {
    with(key)
        .get("/api/jetty/cache-chunk?sessionId=" + session)
        .then()
        .statusCode(200)
        .body("missing", equalTo(expected));
  }

  private void awaitPrefix(String session, int prefix) {
    UploadRig.until(
        () ->
            rig.number(
                    "SELECT completed_prefix::bigint FROM upload_sessions WHERE session_id = $1",
                    UUID.fromString(session))
                >= prefix);
  }

  private void forget(String session) {
    redis
        .send(
            Request.cmd(Command.DEL)
                .arg("jetty:session:{" + session + "}")
                .arg("jetty:chunks:{" + session + "}"))
        .await()
        .atMost(Duration.ofSeconds(5));
  }
}
