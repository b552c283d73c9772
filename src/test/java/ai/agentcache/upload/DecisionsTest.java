package ai.agentcache.upload;

import static ai.agentcache.upload.Keys.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.access.Caller;
import ai.agentcache.upload.decision.Decisions;
import ai.agentcache.upload.edge.Factors;
import ai.agentcache.upload.edge.Priority;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DecisionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static @Nullable String minted;

  @Inject Decisions decisions;
  @Inject Pool pool;
  private String key = "";

  @BeforeEach
  void edgesAreKnown() {
    if (minted == null) {
      minted = Keys.minted("decisions");
      Keys.awaitEdges(minted);
    }
    key = minted;
  }

  @Test
  void get_rightAfterTheAnswer_isAllThatLedToIt() {
    String id = decided("{'lat':-33.9,'lng':151.2}", "'priority':'cost','budget':1");

    JsonObject decision = decision(id);

    assertEquals("cost", decision.getJsonObject("request").getString("priority"));
    assertEquals("request", decision.getJsonObject("request").getString("locationSource"));
    assertEquals(1.0, decision.getJsonObject("request").getDouble("budget"));
    assertReplays(decision, Priority.COST);
  }

  @Test
  void get_fromTheStore_isTheSame() {
    String id = decided("{'lat':48.8,'lng':2.3}", "'priority':'speed'");
    String inMemory = decision(id).encode();
    await(() -> stored(id) != null);
    UUID uuid = UUID.fromString(id);
    decisions.finished(of("decisions"), uuid, 2.5, 1_000, List.of());
    await(() -> decision(id).getJsonObject("actual") != null);

    JsonObject decision = decision(id);

    assertReplays(decision, Priority.SPEED);
    JsonObject actual = decision.getJsonObject("actual");
    assertEquals(2.5, actual.getDouble("time"));
    assertEquals(1_000, actual.getLong("bytes"));
    assertEquals(inMemory, decision.putNull("actual").encode());
  }

  @Test
  void finished_twice_theFirstWordCounts() {
    String id = decided("{'lat':48.8,'lng':2.3}", "'priority':'speed'");
    decisions.finished(of("decisions"), UUID.fromString(id), 2, 1_000, List.of());
    decisions.finished(of("decisions"), UUID.fromString(id), 9, 1_000, List.of());
    decisions.finished(of("another"), UUID.fromString(id), 9, 1_000, List.of());
    assertEquals(2.0, decision(id).getJsonObject("actual").getDouble("time"));
    await(() -> row("SELECT 1 FROM decision_accuracy WHERE id = $1", id, row -> row) != null);

    assertEquals(2.0, decision(id).getJsonObject("actual").getDouble("time"));
    double predicted = decision(id).getJsonObject("prediction").getDouble("estimatedTime");
    Double ratio =
        row("SELECT ratio FROM decision_accuracy WHERE id = $1", id, row -> row.getDouble(0));
    assertEquals(2 / predicted, ratio == null ? 0 : ratio, 1e-9);
  }

  @Test
  void get_anothersOrNone_is404() {
    String id = decided("{'lat':1,'lng':1}", "'priority':'speed'");
    String stranger = Keys.minted("decisions-stranger");

    with(stranger).get("/api/jetty/decisions/" + id).then().statusCode(404);
    with(key).get("/api/jetty/decisions/" + UUID.randomUUID()).then().statusCode(404);
    with(key).get("/api/jetty/decisions/1-1-1-1-1").then().statusCode(404);
    await(() -> stored(id) != null);
    with(stranger).get("/api/jetty/decisions/" + id).then().statusCode(404);
  }

  @Test
  void keyOfOneUser_neitherReadsNorMeasuresNorStartsByAnothersDecision() {
    String anns = decidedFor("ann");
    String bens = decidedFor("ben");
    key = UploadRig.keyFor("decisions", "ben");

    with(key).get("/api/jetty/decisions/" + anns).then().statusCode(404);
    measure("lon-1", anns, "'ok':true")
        .statusCode(400)
        .body("details", containsString("`decisionId`"));
    assertNull(predictedCost(anns));
    await(() -> stored(anns) != null);

    assertEquals("ben", decision(bens).getJsonObject("request").getString("userId"));
    measure("lon-1", bens, "'ok':true").statusCode(200);
    assertNotNull(predictedCost(bens));
  }

  private String decidedFor(String user) {
    return with(key)
        .body(
            ("{'userId':'" + user + "','fileSize':1000000000,'fileHash':'h',")
                .concat("'userLocation':{'lat':51.5,'lng':-0.12}}")
                .replace('\'', '"'))
        .post("/api/jetty/optimal-edges")
        .then()
        .statusCode(200)
        .extract()
        .path("decisionId");
  }

  /** What a session that names a decision is told it will cost. */
  private @Nullable Object predictedCost(String decision) {
    String session =
        UploadRig.post(
                key,
                "track-upload",
                ("{'action':'start','userId':'ben','fileName':'f','fileSize':1000000000,"
                        + "'fileHash':'h','decisionId':'%s'}")
                    .formatted(decision))
            .statusCode(200)
            .extract()
            .path("session.sessionId");
    return with(key).get("/api/jetty/sessions/" + session).path("estimatedCost");
  }

  @Test
  void measurement_ofAListedEdge_countsAndShows() {
    String id = decided("{'lat':-33.8688,'lng':151.2093}", "'priority':'speed'");

    measure("syd-1", id, "'latency_ms':250,'mbps':80,'ok':true")
        .statusCode(200)
        .body("success", equalTo(true));

    with(key)
        .body(asking("{'lat':-33.8688,'lng':151.2093}", "'priority':'speed'"))
        .post("/api/jetty/optimal-edges")
        .then()
        .body("edges.find { it.id == 'syd-1' }.measured", equalTo(true))
        .body("edges.find { it.id == 'syd-1' }.latency > 150", equalTo(true));
    with(key)
        .get("/api/jetty/edges")
        .then()
        .body("edges.find { it.id == 'syd-1' }.samples", equalTo(1))
        .body("edges.find { it.id == 'syd-1' }.latency_ms", equalTo(250f))
        .body("edges.find { it.id == 'lax-1' }.latency_ms", nullValue());
  }

  @Test
  void measurement_secondOfTheSameEdgeAndDecision_is409() {
    String id = decided("{'lat':-23.5,'lng':-46.6}", "'priority':'speed'");
    measure("sao-1", id, "'ok':true").statusCode(200);

    measure("sao-1", id, "'ok':true").statusCode(409);
  }

  @Test
  void measurement_ofWhoWasNotSentThere_is4xx() {
    String id = decided("{'lat':37.77,'lng':-122.42}", "'priority':'speed'");
    String stranger = Keys.minted("decisions-poisoner");

    measure("syd-1", id, "'ok':false")
        .statusCode(400)
        .body("details", containsString("`decisionId`"));
    measure("sfo-9", id, "'ok':false").statusCode(404);
    measure("sfo-1", UUID.randomUUID().toString(), "'ok':false").statusCode(400);
    with(stranger)
        .body(("{'decisionId':'" + id + "','ok':false}").replace('\'', '"'))
        .post("/api/jetty/edges/sfo-1/measurements")
        .then()
        .statusCode(400)
        .body("details", containsString("`decisionId`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ok | 'latency_ms':5",
        "ok | 'ok':'yes'",
        "latency_ms | 'ok':true,'latency_ms':0",
        "latency_ms | 'ok':true,'latency_ms':-1",
        "latency_ms | 'ok':true,'latency_ms':60001",
        "latency_ms | 'ok':true,'latency_ms':'5'",
        "mbps | 'ok':true,'mbps':0",
        "mbps | 'ok':true,'mbps':1e6",
        "mbps | 'ok':true,'mbps':[]",
        "decisionId | 'ok':true,'decisionId':'x'"
      })
  void measurement_wrongField_is400AndNamesIt(String field, String fields) {
    String id = field.equals("decisionId") ? "" : "'decisionId':'" + UUID.randomUUID() + "',";
    with(key)
        .body(("{" + id + fields + "}").replace('\'', '"'))
        .post("/api/jetty/edges/sfo-1/measurements")
        .then()
        .statusCode(400)
        .body("details", containsString("`" + field + "`"));
  }

  @Test
  void measurement_fiveFailuresInARow_ejectTheEdgeForAWhile() {
    for (int i = 0; i < 5; i++) {
      String id = decided("{'lat':22.3,'lng':114.17}", "'priority':'speed'");
      measure("hkg-1", id, "'ok':false").statusCode(200);
    }

    String id = decided("{'lat':22.3,'lng':114.17}", "'priority':'speed'");
    JsonObject excluded = decision(id).getJsonArray("excluded").getJsonObject(0);
    assertEquals("hkg-1", excluded.getString("id"));
    assertEquals("ejected", excluded.getString("reason"));
  }

  /** Marks, scores and shares follow from what the document says. */
  private static void assertReplays(JsonObject decision, Priority priority) {
    assertTrue(decision.getJsonArray("edges").size() > 1);
    for (Object one : decision.getJsonArray("edges")) {
      JsonObject edge = (JsonObject) one;
      JsonObject factors = edge.getJsonObject("factors");
      Factors replayed =
          new Factors(
              factors.getDouble("latencyMs"),
              factors.getDouble("mbps"),
              factors.getDouble("load"),
              factors.getDouble("distanceKm"),
              factors.getDouble("errorRate"));
      assertEquals(
          edge.getJsonObject("marks").getDouble("latency"), replayed.marks().latency(), 1e-6);
      assertEquals(edge.getDouble("score"), replayed.marks().score(priority.weights()));
      assertEquals(priority.weights().load(), decision.getJsonObject("weights").getDouble("load"));
    }
  }

  private String decided(String location, String more) {
    return with(key)
        .body(asking(location, more))
        .post("/api/jetty/optimal-edges")
        .then()
        .statusCode(200)
        .extract()
        .path("decisionId");
  }

  private static String asking(String location, String more) {
    return ("{'userId':'"
            + UUID.randomUUID()
            + "','fileSize':1000000000,'fileHash':'h','userLocation':"
            + location
            + ","
            + more
            + "}")
        .replace('\'', '"');
  }

  private ValidatableResponse measure(String edge, String decision, String fields) {
    return with(key)
        .body(("{'decisionId':'" + decision + "'," + fields + "}").replace('\'', '"'))
        .post("/api/jetty/edges/" + edge + "/measurements")
        .then();
  }

  private JsonObject decision(String id) {
    return new JsonObject(
        with(key).get("/api/jetty/decisions/" + id).then().statusCode(200).extract().asString());
  }

  private @Nullable String stored(String id) {
    return row("SELECT tenant FROM edge_decisions WHERE id = $1", id, row -> row.getString(0));
  }

  private <T> @Nullable T row(String sql, String id, Function<Row, T> reader) {
    var rows =
        pool.preparedQuery(sql).execute(Tuple.of(UUID.fromString(id))).await().atMost(PATIENCE);
    return rows.rowCount() == 0 ? null : reader.apply(rows.iterator().next());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited too long");
      Thread.onSpinWait();
    }
  }

  private static Caller of(String tenant) {
    return new Caller(tenant, "key", Caller.Role.LIVE, 1, 1);
  }
}
