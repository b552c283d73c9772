package ai.agentcache.cache;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CacheResourceTest {

  private static final String QUESTION =
      "'provider':'openai','model':'gpt-4o','messages':[{'role':'user','content':'2+2?'}]";

  private static @Nullable CacheClient tenant;

  private CacheClient client;

  @BeforeEach
  void tenant() {
    CacheClient present = tenant;
    client = present == null ? CacheClient.newTenant() : present;
    tenant = client;
  }

  private static String identity(String name) {
    return QUESTION + ",'case':'" + name + "'";
  }

  private Response set(String fields) {
    Response stored = client.post("set", "{" + fields + "}");
    stored.then().statusCode(200).body("success", equalTo(true));
    return stored;
  }

  private Response get(String fields) {
    return client.post("get", "{" + fields + "}");
  }

  @Test
  void get_afterSet_answersWhatWasStored() {
    String identity = identity("stored");
    String usage = "'usage':{'prompt_tokens':1000,'completion_tokens':500}";
    String key = set(identity + ",'response':'4'," + usage).path("key");
    get(identity)
        .then()
        .statusCode(200)
        .header("X-Cache", "HIT")
        .header("X-Cache-Key", key)
        .header("Age", notNullValue())
        .header("X-Request-Id", notNullValue())
        .header("Cache-Control", "no-store")
        .header("X-RateLimit-Limit", "1000000")
        .body("hit", equalTo(true))
        .body("response", equalTo("4"))
        .body("key", equalTo(key))
        .body("tier", equalTo("L2"))
        .body("age_seconds", greaterThanOrEqualTo(0))
        .body("ttl_remaining", allOf(greaterThan(604_700), lessThanOrEqualTo(604_800)))
        .body("freshness", equalTo("fresh"))
        .body("latency_ms", greaterThan(0f))
        .body("tokens_saved", equalTo(1_500))
        .body("cost_saved", equalTo(0.0075f));
  }

  @Test
  void get_again_comesFromMemory() {
    String identity = identity("near");
    set(identity + ",'response':'4'");
    String tier = "";
    for (int i = 0; i < 50 && !tier.equals("L1"); i++) {
      tier = get(identity).then().body("hit", equalTo(true)).extract().path("tier");
    }
    assertEquals("L1", tier);
  }

  @Test
  void get_overwritten_neverAnswersTheOldOne() {
    String identity = identity("overwritten");
    for (int version = 0; version < 50; version++) {
      set(identity + ",'response':" + version);
      get(identity).then().body("response", equalTo(version));
      get(identity).then().body("response", equalTo(version));
    }
  }

  @Test
  void get_unknown_isMiss() {
    get(identity("unknown"))
        .then()
        .statusCode(200)
        .header("X-Cache", "MISS")
        .body("hit", equalTo(false))
        .body("key", matchesPattern("agentcache:v1:default:openai:gpt-4o:[0-9a-f]{64}"));
  }

  @Test
  void get_otherSpelling_isTheSame() {
    set(
        "'provider':'openai','model':'m','temperature':0.70,'response':1,"
            + "'messages':[{'role':'user','content':'caf\\u00e9'}]");
    get(" 'messages' : [ {'content':'café', 'role':'user'} ], 'temperature':7e-1,"
            + "'model':'m','provider':'openai','stream':false,'user':'u','metadata':{'a':1}")
        .then()
        .body("hit", equalTo(true));
  }

  @Test
  void get_otherUnknownField_isAnother() {
    set(identity("field") + ",'future_parameter':1,'response':1");
    get(identity("field") + ",'future_parameter':2").then().body("hit", equalTo(false));
  }

  @Test
  void get_otherNamespace_isMiss() {
    set(identity("namespace") + ",'response':1");
    client
        .post("get", "other", "{" + identity("namespace") + "}")
        .then()
        .body("hit", equalTo(false));
    client
        .post("get", "default", "{" + identity("namespace") + "}")
        .then()
        .body("hit", equalTo(true));
  }

  @Test
  void get_otherTenant_isMiss() {
    set(identity("tenant") + ",'response':1");
    String key = set("'key':'tool','value':1").path("key");
    CacheClient stranger = CacheClient.newTenant();
    stranger.post("get", "{" + identity("tenant") + "}").then().body("hit", equalTo(false));
    stranger.post("get", "{'key':'tool'}").then().body("hit", equalTo(false));
    stranger.post("get", "{'key':'" + key + "'}").then().body("hit", equalTo(false));
    stranger.post("check", "{'key':'" + key + "'}").then().body("cached", equalTo(false));
    stranger.post("invalidate", "{'key':'" + key + "'}").then().body("invalidated", equalTo(0));
    stranger.post("invalidate", "{'all':true}").then().statusCode(200);
    get("'key':'tool'").then().body("hit", equalTo(true));
  }

  @Test
  void get_anyJson_isAnsweredAsStored() {
    set("'key':'json','value':{'b':[1.50,null,'é\\n'],'a':{}}");
    String body = get("'key':'json'").asString();
    assertTrue(body.contains("\"response\":{\"b\":[1.50,null,\"é\\n\"],\"a\":{}}"), body);
  }

  @Test
  void get_byReturnedKey_isTheSameEntry() {
    String key = set(identity("returned") + ",'response':1").path("key");
    get("'key':'" + key + "'").then().body("hit", equalTo(true)).body("key", equalTo(key));
  }

  @Test
  void get_streamed_replaysEvents() {
    set(identity("stream") + ",'response':'one two three'");
    Response streamed = get(identity("stream") + ",'stream':true");
    streamed.then().statusCode(200).contentType("text/event-stream").header("X-Cache", "HIT");
    String events = streamed.asString();
    assertTrue(events.startsWith("data: {"), events);
    assertTrue(events.endsWith("data: [DONE]\n\n"), events);
    assertTrue(events.contains("chat.completion.chunk"), events);
    get(identity("stream-miss") + ",'stream':true")
        .then()
        .contentType("application/json")
        .body("hit", equalTo(false));
  }

  @Test
  void get_lastQuarterOfLife_isStale() throws InterruptedException {
    set(identity("stale") + ",'ttl':4,'response':1");
    Instant end = Instant.now().plusSeconds(6);
    String seen = "";
    while (Instant.now().isBefore(end) && !seen.endsWith("STALE,MISS")) {
      String cache = get(identity("stale")).header("X-Cache");
      seen = seen.endsWith(cache) ? seen : seen + "," + cache;
    }
    assertEquals(",HIT,STALE,MISS", seen);
  }

  @Test
  void check_entry_tellsItsRemainingLife() {
    set(identity("check") + ",'ttl':100,'response':1");
    client
        .post("check", "{" + identity("check") + "}")
        .then()
        .header("X-Cache", "HIT")
        .body("cached", equalTo(true))
        .body("ttl", allOf(greaterThan(90), lessThanOrEqualTo(100)));
    client
        .post("check", "{" + identity("check-not") + "}")
        .then()
        .header("X-Cache", "MISS")
        .body("cached", equalTo(false));
  }

  @Test
  void set_withoutUsage_countsTokens() {
    set(identity("tokens") + ",'response':'The answer is four.'");
    get(identity("tokens"))
        .then()
        .body("tokens_saved", allOf(greaterThan(5), lessThanOrEqualTo(40)))
        .body("cost_saved", greaterThan(0f));
  }

  @Test
  void set_largeValue_comesBackWhole() {
    String large = "x".repeat(700_000) + "é".repeat(100_000);
    set("'key':'large','value':'" + large + "'");
    assertEquals(large, get("'key':'large'").path("response"));
    assertEquals(large, get("'key':'large'").path("response"));
  }

  @Test
  void set_valueOfOneMebibyte_fits() {
    set("'key':'mebibyte','value':'" + "y".repeat((1 << 20) - 2) + "'");
    client
        .post("set", "{'key':'more','value':'" + "y".repeat(1 << 20) + "'}")
        .then()
        .statusCode(413)
        .body("code", equalTo("PAYLOAD_TOO_LARGE"))
        .body("details", containsString("response"));
    get("'key':'more'").then().body("hit", equalTo(false));
  }

  @Test
  void set_sameIdempotencyKey_actsOnce() {
    String body = "{\"key\":\"once\",\"value\":1}";
    String first =
        client
            .request()
            .header("Idempotency-Key", "k1")
            .body(body)
            .post("/api/cache/set")
            .asString();
    set("'key':'once','value':2");
    String second =
        client
            .request()
            .header("Idempotency-Key", "k1")
            .body(body)
            .post("/api/cache/set")
            .asString();
    assertEquals(first, second);
    get("'key':'once'").then().body("response", equalTo(2));
    client
        .request()
        .header("Idempotency-Key", "k1")
        .body("{\"key\":\"once\",\"value\":3}")
        .post("/api/cache/set")
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_CONFLICT"));
  }

  @Test
  void explain_identity_namesWhatCounts() {
    client
        .post("explain", "{" + identity("explain") + ",'ttl':5,'user':'u'}")
        .then()
        .statusCode(200)
        .body("counted", hasItems("case", "messages", "model", "provider"))
        .body("ignored", hasItems("ttl", "user"))
        .body("key", equalTo(get(identity("explain")).path("key")));
  }
}
