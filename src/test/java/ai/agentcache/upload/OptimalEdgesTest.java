package ai.agentcache.upload;

import static ai.agentcache.upload.Keys.with;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OptimalEdgesTest {

  private static final String HASH = "sha256:" + "0f".repeat(32);
  private static final String NEAR_SAN_FRANCISCO =
      "'userLocation':{'lat':37.77,'lng':-122.42,'city':'San Francisco'}";
  private static @Nullable String key;

  @BeforeEach
  void edgesAreKnown() {
    if (key == null) {
      key = Keys.minted("edges");
      Keys.awaitEdges(key);
    }
  }

  @Test
  void post_nearSanFranciscoForSpeed_sfoIsFirst() {
    ask("u1", "'fileSize':1073741824,'priority':'speed'," + NEAR_SAN_FRANCISCO)
        .statusCode(200)
        .body("edges[0].id", equalTo("sfo-1"))
        .body("edges[0].url", equalTo("https://sfo-1.agentcache.ai"))
        .body("edges[0].city", equalTo("San Francisco"))
        .body("edges[0].country", equalTo("US"))
        .body("edges[0].measured", equalTo(false))
        .body("edges[0].latency", equalTo(5.0f))
        .body("edges[0].load", equalTo(0.0f))
        .body("edges[0].distance", equalTo(0.5f))
        .body("edges", hasSize(6))
        .body("edges[5].id", equalTo("lyve-direct"))
        .body("edges[5].weight", equalTo(0.1f))
        .body("duplicate", nullValue())
        .body("strategy.chunkSize", equalTo(52_428_800))
        .body("strategy.threads", equalTo(21))
        .body("strategy.parts", equalTo(21))
        .body("strategy.compression", equalTo("none"))
        .body("strategy.profile", equalTo("medium"))
        .body("strategy.estimatedTime", greaterThan(0f))
        .body("strategy.estimatedCost", equalTo(0.021475f))
        .body("warnings", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "cost", "balanced"})
  void post_anyPriority_weightsAddToOneAndScoresFall(String priority) throws IOException {
    JsonNode edges =
        exact(ask("u2", "'fileSize':5,'priority':'" + priority + "'," + NEAR_SAN_FRANCISCO))
            .path("edges");

    BigDecimal sum = BigDecimal.ZERO;
    double before = 1;
    for (JsonNode edge : edges) {
      sum = sum.add(edge.path("weight").decimalValue());
      if (!edge.path("score").isNull()) {
        assertEquals(true, edge.path("score").asDouble() <= before);
        before = edge.path("score").asDouble();
      }
    }
    assertEquals(0, BigDecimal.ONE.compareTo(sum), edges::toString);
  }

  @Test
  void post_withoutLocation_warnsAndMakesNothingUp() {
    ask("u-nowhere", "'fileSize':5")
        .statusCode(200)
        .body("edges", hasSize(6))
        .body("edges[0].distance", nullValue())
        .body("warnings[0]", containsString("location"));
  }

  @Test
  void post_locationOfAnEarlierRequest_isUsedForTheSameUserOnly() {
    ask("u-earlier", "'fileSize':5,'userLocation':{'lat':35.6,'lng':139.6}").statusCode(200);

    ask("u-earlier", "'fileSize':5")
        .body("edges[0].id", equalTo("tyo-1"))
        .body("warnings[0]", containsString("earlier"));
    ask("u-other", "'fileSize':5").body("edges[0].distance", nullValue());
  }

  @Test
  void post_headersOfStrangers_areNotBelieved() {
    with(String.valueOf(key))
        .header("X-Forwarded-For", "203.0.113.7")
        .header("X-Geo-Lat", "35.6")
        .header("X-Geo-Lng", "139.6")
        .body(body("u-headers", "'fileSize':5"))
        .post("/api/jetty/optimal-edges")
        .then()
        .statusCode(200)
        .body("edges[0].distance", nullValue());
  }

  @Test
  void post_emptyFile_isOneEmptyPart() {
    ask("u3", "'fileSize':0," + NEAR_SAN_FRANCISCO)
        .statusCode(200)
        .body("strategy.parts", equalTo(1))
        .body("strategy.threads", equalTo(1))
        .body("strategy.estimatedCost", equalTo(0.0f));
  }

  @Test
  void post_hashOfAnotherKind_isTakenAndNeverADuplicate() {
    with(String.valueOf(key))
        .body("{\"userId\":\"u4\",\"fileSize\":5,\"fileHash\":\"md5:abc\"}")
        .post("/api/jetty/optimal-edges")
        .then()
        .statusCode(200)
        .body("duplicate", nullValue())
        .body("warnings", hasItem(containsString("sha256")));
  }

  @Test
  void post_budget_leavesOutWhatCostsMore() {
    ask("u5", "'fileSize':1000000000,'budget':0.03,'userLocation':{'lat':1.3,'lng':103.8}")
        .statusCode(200)
        .body("edges.id", not(hasItem("sin-1")))
        .body("edges.id", not(hasItem("sao-1")))
        .body("edges", hasSize(6));
  }

  @Test
  void post_budgetBelowEverything_isAnEmptyAnswerThatExplainsItself() {
    ask("u6", "'fileSize':1000000000,'budget':0.001," + NEAR_SAN_FRANCISCO)
        .statusCode(200)
        .body("edges", empty())
        .body("strategy.estimatedCost", equalTo(0.0f))
        .body("warnings[0]", containsString("budget"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "userId | {'fileSize':1,'fileHash':'h'}",
        "userId | {'userId':7,'fileSize':1,'fileHash':'h'}",
        "userId | {'userId':'','fileSize':1,'fileHash':'h'}",
        "userId | {'userId':'a\\u0000b','fileSize':1,'fileHash':'h'}",
        "userId | {'userId':'LONG','fileSize':1,'fileHash':'h'}",
        "fileSize | {'userId':'u','fileHash':'h'}",
        "fileSize | {'userId':'u','fileSize':-1,'fileHash':'h'}",
        "fileSize | {'userId':'u','fileSize':1.5,'fileHash':'h'}",
        "fileSize | {'userId':'u','fileSize':'1','fileHash':'h'}",
        "fileSize | {'userId':'u','fileSize':NaN,'fileHash':'h'}",
        "fileSize | {'userId':'u','fileSize':true,'fileHash':'h'}",
        "fileSize | {'userId':'u','fileSize':54975581388801,'fileHash':'h'}",
        "fileSize | {'userId':'u','fileSize':99999999999999999999,'fileHash':'h'}",
        "fileHash | {'userId':'u','fileSize':1}",
        "fileHash | {'userId':'u','fileSize':1,'fileHash':{}}",
        "fileHash | {'userId':'u','fileSize':1,'fileHash':'LONG'}",
        "fileName | {'userId':'u','fileSize':1,'fileHash':'h','fileName':[1]}",
        "priority | {'userId':'u','fileSize':1,'fileHash':'h','priority':'fast'}",
        "priority | {'userId':'u','fileSize':1,'fileHash':'h','priority':3}",
        "budget | {'userId':'u','fileSize':1,'fileHash':'h','budget':-0.01}",
        "budget | {'userId':'u','fileSize':1,'fileHash':'h','budget':'1'}",
        "budget | {'userId':'u','fileSize':1,'fileHash':'h','budget':1e400}",
        "budget | {'userId':'u','fileSize':1,'fileHash':'h','budget':NaN}",
        "userLocation | {'userId':'u','fileSize':1,'fileHash':'h','userLocation':'here'}",
        "userLocation.lat | {'userId':'u','fileSize':1,'fileHash':'h','userLocation':{'lng':1}}",
        "userLocation.lat | {'userId':'u','fileSize':1,'fileHash':'h','userLocation':{'lat':91,'lng':1}}",
        "userLocation.lng | {'userId':'u','fileSize':1,'fileHash':'h','userLocation':{'lat':1,'lng':'x'}}",
        "userLocation.lng | {'userId':'u','fileSize':1,'fileHash':'h','userLocation':{'lat':1,'lng':-Infinity}}",
        "userLocation.lng | {'userId':'u','fileSize':1,'fileHash':'h','userLocation':{'lat':1,'lng':-180.1}}",
        "userLocation.city | {'userId':'u','fileSize':1,'fileHash':'h','userLocation':{'lat':1,'lng':1,'city':5}}",
      })
  void post_wrongField_is400AndNamesIt(String field, String body) {
    post(body.replace("LONG", "x".repeat(300)))
        .statusCode(400)
        .body("details", containsString("`" + field + "`"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "{", "{'userId':'u','userId':'u'}", "{'userId':'u'} {}"})
  void post_noObject_is400(String body) {
    post(body).statusCode(400).body("code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void post_injections_areTexts() {
    ask("'; drop table edge_decisions; --".replace("'", "\\u0027"), "'fileSize':5").statusCode(200);
    ask("{{7*7}}", "'fileSize':5").statusCode(200);
  }

  @Test
  void post_withoutKey_is401() {
    with("ac_live_nothing").body("{}").post("/api/jetty/optimal-edges").then().statusCode(401);
  }

  @Test
  void post_moreThanTheLimitOfAUser_is429ForThatUserOnly() {
    for (int i = 0; i < 60; i++) {
      ask("u-busy", "'fileSize':5").statusCode(200);
    }
    ask("u-busy", "'fileSize':5").statusCode(429).body("limit", equalTo(60));
    ask("u-idle", "'fileSize':5").statusCode(200);
  }

  @Test
  void get_place_listsEdgesWithTheirLatency() {
    with(String.valueOf(key))
        .get("/api/jetty/optimal-edges?lat=51.5&lng=-0.12&priority=speed")
        .then()
        .statusCode(200)
        .body("edges[0].id", equalTo("lon-1"))
        .body("edges[0].latency_ms", equalTo(5.0f))
        .body("edges", hasSize(5));
    with(String.valueOf(key))
        .get("/api/jetty/optimal-edges?limit=100")
        .then()
        .body("edges.size()", greaterThan(13));
  }

  @ParameterizedTest
  @CsvSource({
    "lat, lat=x&lng=1",
    "lat, lng=1",
    "lng, lat=1",
    "lng, lat=1&lng=181",
    "lat, lat=NaN&lng=1",
    "priority, priority=fast",
    "limit, limit=0",
    "limit, limit=101"
  })
  void get_wrongParameter_is400AndNamesIt(String field, String query) {
    with(String.valueOf(key))
        .get("/api/jetty/optimal-edges?" + query)
        .then()
        .statusCode(400)
        .body("details", containsString("`" + field + "`"));
  }

  @Test
  void edges_all_areTheTwentyOfTheContract() {
    with(String.valueOf(key))
        .get("/api/jetty/edges")
        .then()
        .statusCode(200)
        .body("total", equalTo(20))
        .body("edges.find { it.id == 'sao-1' }.city", equalTo("São Paulo"))
        .body("edges.find { it.id == 'sao-1' }.lat.doubleValue()", closeTo(-23.5505, 1e-4));
  }

  private static ValidatableResponse ask(String user, String more) {
    return with(String.valueOf(key)).body(body(user, more)).post("/api/jetty/optimal-edges").then();
  }

  private static ValidatableResponse post(String body) {
    return with(String.valueOf(key))
        .body(body.replace('\'', '"'))
        .post("/api/jetty/optimal-edges")
        .then();
  }

  private static String body(String user, String more) {
    return ("{'userId':'" + user + "','fileHash':'" + HASH + "'," + more + "}").replace('\'', '"');
  }

  private static JsonNode exact(ValidatableResponse answer) throws IOException {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(answer.statusCode(200).extract().asString());
  }
}
