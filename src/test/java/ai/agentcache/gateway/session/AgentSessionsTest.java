package ai.agentcache.gateway.session;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.OtherSettings;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(OtherSettings.class)
class AgentSessionsTest {

  private static final String SESSIONS = "/api/sessions";

  @Inject UploadRig rig;
  @Inject RedisGateway redis;

  private String key;

  @BeforeEach
  void key() {
    rig.awaitSchema();
    key = UploadRig.key("ses-" + UUID.randomUUID().toString().substring(0, 12));
  }

  @Test
  void begin_empty_isThereFor24Hours() {
    post(SESSIONS, "{}")
        .statusCode(201)
        .header("Location", containsString(SESSIONS + "/"))
        .body("sessionId", matchesPattern("[A-Za-z0-9_-]{43}"))
        .body("data", anEmptyMap())
        .body("ttl", equalTo(86_400))
        .body("createdAt", notNullValue());
  }

  @Test
  void get_begun_hasTheDataToTheLastDigit() {
    String id = begun("{'data':{'n':12345678901234567890,'f':0.10,'t':'ü\\u0001','a':[1,null]}}");
    String body = with(key).get(SESSIONS + "/" + id).then().statusCode(200).extract().asString();
    assertTrue(
        body.contains("\"n\":12345678901234567890,\"f\":0.10,\"t\":\"ü\\u0001\",\"a\":[1,null]"),
        body);
  }

  @Test
  void get_renewsTheLife() {
    String id = begun("{'data':{'a':1},'ttl':100}");
    String stored = "session:{" + SessionId.of(id).orElseThrow().digest() + "}";
    redis("PEXPIRE", stored, "5000");
    one(id).statusCode(200).body("ttl", equalTo(100));
    assertTrue(Long.parseLong(redis("PTTL", stored)) > 90_000);
  }

  @Test
  void store_hasNoId() {
    String id = begun("{'data':{'a':1},'userId':'u'}");
    assertFalse(redis("KEYS", "*").contains(id));
  }

  @Test
  void put_replaces() {
    String id = begun("{'data':{'a':1,'b':2}}");
    with(key)
        .body(json("{'data':{'c':3},'ttl':60}"))
        .put(SESSIONS + "/" + id)
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("ttl", equalTo(60));
    one(id).body("data", equalTo(Map.of("c", 3))).body("ttl", equalTo(60));
  }

  @Test
  void patch_hundredAtOnce_allApply() {
    String id = begun("{'data':{'kept':true}}");
    List<CompletableFuture<String>> patches =
        IntStream.range(0, 100)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () ->
                            with(key)
                                .body(json("{'data':{'deep':{'f" + n + "':" + n + "}}}"))
                                .patch(SESSIONS + "/" + id)
                                .asString()))
            .toList();
    patches.forEach(patch -> assertTrue(patch.join().contains("\"version\":"), patch.join()));
    JsonObject data =
        new JsonObject(with(key).get(SESSIONS + "/" + id).asString()).getJsonObject("data");
    assertEquals(100, data.getJsonObject("deep").size());
    assertTrue(data.getBoolean("kept"));
  }

  @Test
  void data_over64KiB_is413AlsoWhenItGrewByAPatch() {
    String half = "x".repeat(40_000);
    post(SESSIONS, "{'data':{'a':'" + half + half + "'}}").statusCode(413);
    String id = begun("{'data':{'a':'" + half + "'}}");
    with(key)
        .body(json("{'data':{'b':'" + half + "'}}"))
        .patch(SESSIONS + "/" + id)
        .then()
        .statusCode(413);
    one(id).body("data.size()", equalTo(1));
  }

  @Test
  void delete_ends() {
    String id = begun("{}");
    with(key).delete(SESSIONS + "/" + id).then().statusCode(200).body("success", equalTo(true));
    one(id).statusCode(404);
    with(key).delete(SESSIONS + "/" + id).then().statusCode(404);
  }

  @Test
  void deleteOfAUser_endsAllOfTheirs() {
    String user = "u-" + UUID.randomUUID();
    String first = begun("{'userId':'" + user + "'}");
    String second = begun("{'userId':'" + user + "'}");
    String other = begun("{'userId':'" + user + "x'}");
    with(key).delete(SESSIONS + "?userId=" + user).then().statusCode(200).body("ended", equalTo(2));
    one(first).statusCode(404);
    one(second).statusCode(404);
    one(other).statusCode(200);
    with(key).delete(SESSIONS + "?userId=" + user).then().body("ended", equalTo(0));
  }

  @Test
  void otherTenant_findsNothing() {
    String id = begun("{'data':{'a':1},'userId':'u'}");
    String mine = key;
    key = UploadRig.key("oth-" + UUID.randomUUID().toString().substring(0, 12));
    one(id).statusCode(404);
    with(key).body("{\"data\":{}}").put(SESSIONS + "/" + id).then().statusCode(404);
    with(key).body("{\"data\":{}}").patch(SESSIONS + "/" + id).then().statusCode(404);
    with(key).delete(SESSIONS + "/" + id).then().statusCode(404);
    post(SESSIONS + "/" + id + "/messages", "{'role':'user','content':'x'}").statusCode(404);
    with(key).get(SESSIONS + "/" + id + "/messages").then().statusCode(404);
    with(key).delete(SESSIONS + "?userId=u").then().body("ended", equalTo(0));
    key = mine;
    one(id).statusCode(200).body("data.a", equalTo(1));
  }

  @Test
  void messages_newestThatFit_comeOldestFirst() {
    String id = begun("{}");
    post(SESSIONS + "/" + id + "/messages", "{'role':'system','content':'Be brief.'}")
        .statusCode(201)
        .body("total", equalTo(1));
    JsonArray more = new JsonArray();
    for (int n = 1; n <= 9; n++) {
      more.add(new JsonObject().put("role", "user").put("content", "word ".repeat(n)).put("n", n));
    }
    with(key)
        .body(new JsonObject().put("messages", more).encode())
        .post(SESSIONS + "/" + id + "/messages")
        .then()
        .body("total", equalTo(10));
    ValidatableResponse last = messages(id, "last=3").body("messages.n", contains(7, 8, 9));
    int tokens = last.extract().path("tokens");
    messages(id, "maxTokens=" + tokens)
        .body("messages.n", contains(7, 8, 9))
        .body("total", equalTo(10));
    messages(id, "maxTokens=" + (tokens - 1)).body("messages.n", contains(8, 9));
    messages(id, "maxTokens=1").body("messages", hasSize(0)).body("tokens", equalTo(0));
  }

  @Test
  void messages_moreBytesThanASessionMayHave_theOldestMakeRoom() {
    String id = begun("{}");
    JsonArray many = new JsonArray();
    for (int n = 0; n < 30; n++) {
      many.add(new JsonObject().put("role", "user").put("content", "x".repeat(31_000)));
    }
    int total = 0;
    for (int n = 0; n < 5; n++) {
      total =
          with(key)
              .body(new JsonObject().put("messages", many).encode())
              .post(SESSIONS + "/" + id + "/messages")
              .then()
              .statusCode(201)
              .extract()
              .path("total");
    }
    assertTrue(total > 120 && total < 140, "messages: " + total);
    messages(id, "last=1").body("messages", hasSize(1)).body("total", equalTo(total));
  }

  @Test
  void post_sameIdempotencyKey_actsOnce() {
    String repeat = UUID.randomUUID().toString();
    String first = repeated(SESSIONS, repeat, "{'data':{'a':1}}", 201);
    assertEquals(first, repeated(SESSIONS, repeat, "{'data':{'a':1}}", 201));
    repeated(SESSIONS, repeat, "{'data':{'a':2}}", 409);
    String messages = SESSIONS + "/" + new JsonObject(first).getString("sessionId") + "/messages";
    String message = "{'role':'user','content':'Hello'}";
    repeated(messages, repeat, message, 201);
    assertEquals(1, new JsonObject(repeated(messages, repeat, message, 201)).getInteger("total"));
    repeated(SESSIONS + "/" + begun("{}") + "/messages", repeat, message, 409);
  }

  private String repeated(String path, String idempotencyKey, String body, int status) {
    return with(key)
        .header("Idempotency-Key", idempotencyKey)
        .body(json(body))
        .post(path)
        .then()
        .statusCode(status)
        .extract()
        .asString();
  }

  @Test
  void messages_withSummary_sayWhatWasDropped() {
    String id = begun("{}");
    for (String text : List.of("My cat is called Ada.", "She is three.", "What is her name?")) {
      post(SESSIONS + "/" + id + "/messages", "{'role':'user','content':'" + text + "'}");
    }
    messages(id, "last=1&summary=true")
        .body("messages", hasSize(1))
        .body("summary", containsString("My cat is called Ada."));
    messages(id, "last=3&summary=true").body("summary", nullValue());
    messages(id, "last=1").body("$", not(hasKey("summary")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "data | {'data':[]}",
        "data | {'data':'x'}",
        "ttl | {'ttl':0}",
        "ttl | {'ttl':-1}",
        "ttl | {'ttl':1.5}",
        "ttl | {'ttl':'1'}",
        "ttl | {'ttl':2592001}",
        "ttl | {'ttl':1e400}",
        "userId | {'userId':7}",
        "userId | {'userId':''}",
        "userId | {'userId':'a\\u0000'}",
        "userid | {'userid':'u'}"
      })
  void begin_wrongField_is400AndNamesIt(String field, String body) {
    post(SESSIONS, body).statusCode(400).body("details", containsString("`" + field + "`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "role | {'content':'x'}",
        "role | {'role':'root','content':'x'}",
        "content | {'role':'user'}",
        "content | {'role':'user','content':5}",
        "messages | {'messages':[]}",
        "messages | {'messages':{}}",
        "messages[1] | {'messages':[{'role':'user','content':'x'},5]}",
        "messages[1].role | {'messages':[{'role':'user','content':'x'},{}]}"
      })
  void append_wrongField_is400AndNothingIsKept(String field, String body) {
    String id = begun("{}");
    post(SESSIONS + "/" + id + "/messages", body)
        .statusCode(400)
        .body("details", containsString("`" + field + "`"));
    messages(id, "last=5").body("total", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource({
    "last, last=0",
    "last, last=1001",
    "last, last=x",
    "maxTokens, maxTokens=-1",
    "summary, summary=1"
  })
  void messages_wrongParameter_is400AndNamesIt(String field, String query) {
    String id = begun("{}");
    with(key)
        .get(SESSIONS + "/" + id + "/messages?" + query)
        .then()
        .statusCode(400)
        .body("details", containsString("`" + field + "`"));
  }

  @Test
  void unfitIds_are404() {
    for (String id : List.of("x", "%00", "A".repeat(43), "A".repeat(44), "..")) {
      assertEquals(404, with(key).urlEncodingEnabled(false).get(SESSIONS + "/" + id).statusCode());
    }
  }

  private String redis(String command, String... arguments) {
    Request request = Request.cmd(Command.create(command));
    List.of(arguments).forEach(request::arg);
    return String.valueOf(redis.send(request).await().atMost(Duration.ofSeconds(5)));
  }

  private static RequestSpecification with(String key) {
    return UploadRig.with(key).contentType("application/json");
  }

  private String begun(String body) {
    return post(SESSIONS, body).statusCode(201).extract().path("sessionId");
  }

  private ValidatableResponse one(String id) {
    return with(key).get(SESSIONS + "/" + id).then();
  }

  private ValidatableResponse messages(String id, String query) {
    return with(key).get(SESSIONS + "/" + id + "/messages?" + query).then();
  }

  private ValidatableResponse post(String path, String body) {
    return with(key).body(json(body)).post(path).then();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
