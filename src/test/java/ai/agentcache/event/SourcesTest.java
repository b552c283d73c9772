package ai.agentcache.event;

import static ai.agentcache.upload.UploadRig.key;
import static ai.agentcache.upload.UploadRig.post;
import static ai.agentcache.upload.UploadRig.until;
import static ai.agentcache.upload.UploadRig.with;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens becomes an event. */
@QuarkusTest
class SourcesTest {

  private static final String OPERATOR = "ac_admin_development";

  @Inject UploadRig rig;
  @Inject Events events;
  @Inject EventStore store;

  private final String tenant = "events-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  @Test
  void key_revokedTwice_isToldOnce() {
    String id = key(tenant).substring(8, 21);
    for (int i = 0; i < 2; i++) {
      with(OPERATOR).delete("/api/admin/keys/" + id).then().statusCode(200);
    }
    assertEquals(List.of("key.revoked"), types());
    assertEquals(id, data("key.revoked").getString("keyId"));
  }

  @Test
  void upload_completedFailedOrGivenUp_isToldOnce() {
    String key = key(tenant);
    String done = start(key);
    for (int i = 0; i < 2; i++) {
      post(key, "track-upload", "{'action':'complete','sessionId':'%s'}".formatted(done))
          .statusCode(200);
    }
    assertEquals(List.of("upload.completed"), types());
    assertEquals(done, data("upload.completed").getString("sessionId"));
    assertEquals(1_000, data("upload.completed").getInteger("fileSize"));

    String failed = start(key);
    post(key, "track-upload", "{'action':'pause','sessionId':'%s'}".formatted(failed))
        .statusCode(200);
    assertEquals(1, types().size());
    for (int i = 0; i < 2; i++) {
      post(
              key,
              "track-upload",
              "{'action':'fail','sessionId':'%s','error':'disk full'}".formatted(failed))
          .statusCode(200);
    }
    assertEquals(List.of("upload.completed", "upload.failed"), types());
    assertEquals("failed", data("upload.failed").getString("state"));
  }

  @Test
  void quota_usedUp_isWarnedOfAndTold() {
    String key =
        minted(new JsonObject().put("tenant", tenant).put("name", "n").put("monthlyQuota", 20));
    for (int i = 0; i < 20; i++) {
      with(key).get("/api/guarded").then().statusCode(200);
    }
    with(key).get("/api/guarded").then().statusCode(429);
    until(() -> types().contains("quota.exceeded"));
    assertEquals(List.of("quota.exceeded", "quota.warning", "quota.warning"), types());
    assertEquals(20, data("quota.exceeded").getInteger("limit"));
  }

  @Test
  void breaker_openedAndClosedByHand_isToldToAll() {
    long before = count("breaker.opened");
    breaker("open");
    breaker("closed");
    until(() -> count("breaker.opened") > before);
    assertTrue(
        rig.number(
                "SELECT count(*) FROM events WHERE type = 'breaker.closed' AND for_all"
                    + " AND tenant IS NULL AND data ->> 'provider' = 'openai'")
            > 0);
  }

  @Test
  void happened_sameThingTwice_isStoredOnce() {
    for (int i = 0; i < 2; i++) {
      events.happened(
          TenantEvent.once(
              "k 2026-11 80", EventType.QUOTA_WARNING, tenant, Instant.now(), new JsonObject()));
    }
    until(() -> types().size() == 1);
    events.flush().await().atMost(Duration.ofSeconds(5));
    assertEquals(1, types().size());
  }

  @Test
  void prune_oldEvents_areForgottenAndThoseOfTheMonthStay() {
    Instant now = Instant.now();
    Instant month =
        YearMonth.from(now.atOffset(ZoneOffset.UTC))
            .atDay(1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    insert("upload.failed", month.minusSeconds(60));
    insert("upload.completed", month.plusSeconds(1));
    until(() -> store.prune(Duration.ZERO, now).await().atMost(Duration.ofSeconds(5)) == 0);
    assertEquals(List.of("upload.completed"), types());
  }

  private void insert(String type, Instant at) {
    rig.run(
        "INSERT INTO events (type, tenant, occurred_at, data) VALUES ($1, $2, $3, '{}')",
        type,
        tenant,
        at.atOffset(ZoneOffset.UTC));
  }

  private static void breaker(String state) {
    given()
        .header("X-API-Key", OPERATOR)
        .contentType("application/json")
        .body("{\"state\":\"" + state + "\"}")
        .put("/api/admin/providers/openai/breaker")
        .then()
        .statusCode(200);
  }

  private static String minted(JsonObject wish) {
    return given()
        .header("X-API-Key", OPERATOR)
        .contentType("application/json")
        .body(wish.encode())
        .post("/api/admin/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static String start(String key) {
    ValidatableResponse started =
        post(
            key,
            "track-upload",
            "{'action':'start','userId':'u','fileName':'f','fileSize':1000,'fileHash':'x'}");
    return started.statusCode(200).extract().path("session.sessionId");
  }

  private long count(String type) {
    return rig.number("SELECT count(*) FROM events WHERE type = $1", type);
  }

  private List<String> types() {
    return rig.rows(
        "SELECT type FROM events WHERE tenant = $1 ORDER BY type",
        Tuple.of(tenant),
        row -> row.getString(0));
  }

  private JsonObject data(String type) {
    return rig.rows(
            "SELECT data FROM events WHERE tenant = $1 AND type = $2",
            Tuple.of(tenant, type),
            row -> row.getJsonObject(0))
        .get(0);
  }
}
