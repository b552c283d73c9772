package ai.agentcache.webhook;

import static ai.agentcache.webhook.WebhookRig.OPERATOR;
import static ai.agentcache.webhook.WebhookRig.made;
import static ai.agentcache.webhook.WebhookRig.show;
import static ai.agentcache.webhook.WebhookRig.wanted;
import static ai.agentcache.webhook.WebhookRig.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookResourceTest {

  private static final String URL = "https://hooks.example.com/in";

  @Inject WebhookRig rig;

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  @Test
  void create_endpoint_showsItsSecretOnce() {
    Customer customer = Customer.any();
    JsonPath made =
        wanted(
                customer.key(),
                "{'url':'%s','events':['upload.failed','quota.warning'],'description':'ops'}"
                    .formatted(URL))
            .statusCode(201)
            .body("secret", startsWith("whsec_"))
            .body("format", equalTo("standard"))
            .body("enabled", equalTo(true))
            .body("disabledReason", nullValue())
            .extract()
            .jsonPath();

    String secret = made.getString("secret");
    with(customer.key())
        .get("/api/webhooks")
        .then()
        .statusCode(200)
        .body("webhooks", hasSize(1))
        .body("webhooks[0].id", equalTo(made.getString("id")))
        .body("webhooks[0].events", equalTo(List.of("upload.failed", "quota.warning")))
        .body("webhooks[0].description", equalTo("ops"))
        .body(not(containsString("secret")));
    with(customer.key())
        .get("/api/webhooks/" + made.getString("id"))
        .then()
        .body("secret", nullValue());
    assertEquals(
        0,
        rig.rows()
            .number(
                "SELECT count(*) FROM webhooks w WHERE to_jsonb(w)::text LIKE $1",
                "%" + secret.substring(6, 30) + "%"));
  }

  @Test
  void create_unusableField_is400AndNamesIt() {
    String key = Customer.any().key();
    refused(key, "{'events':['*']}", "MISSING_FIELD", "`url`");
    refused(key, "{'url':'%s'}".formatted(URL), "MISSING_FIELD", "`events`");
    refused(key, "{'url':'%s','events':[]}".formatted(URL), "MISSING_FIELD", "`events`");
    refused(key, "{'url':'%s','events':['x']}".formatted(URL), "INVALID_FIELD", "`events`");
    refused(key, "{'url':'%s','events':[1]}".formatted(URL), "INVALID_FIELD", "`events`");
    refused(key, "{'url':'%s','events':'*'}".formatted(URL), "INVALID_FIELD", "`events`");
    refused(key, "{'url':7,'events':['*']}", "INVALID_FIELD", "`url`");
    refused(key, "{'url':'http://a.example/','events':['*']}", "INVALID_FIELD", "`url`");
    refused(key, "{'url':'https://10.0.0.1/','events':['*']}", "INVALID_FIELD", "`url`");
    refused(
        key,
        "{'url':'https://a.example/%s','events':['*']}".formatted("x".repeat(2_048)),
        "INVALID_FIELD",
        "`url`");
    String good = "{'url':'" + URL + "','events':['*'],";
    refused(key, good + "'format':'teams'}", "INVALID_FIELD", "`format`");
    refused(key, good + "'enabled':'yes'}", "INVALID_FIELD", "`enabled`");
    refused(key, good + "'description':''}", "INVALID_FIELD", "`description`");
    refused(
        key, good + "'description':'" + "x".repeat(257) + "'}", "INVALID_FIELD", "`description`");
    refused(key, good + "'secret':'mine'}", "INVALID_FIELD", "`secret`");
    refused(key, "[]", "MALFORMED_JSON", "object");
    refused(key, "", "MALFORMED_JSON", "");
    with(key).get("/api/webhooks").then().body("webhooks", hasSize(0));
  }

  private static void refused(String key, String json, String code, String named) {
    wanted(key, json)
        .statusCode(400)
        .body("code", equalTo(code))
        .body("details", containsString(named));
  }

  @Test
  void create_eventsOfOthers_areRefused() {
    String key = Customer.any().key();
    for (String type : List.of("alert.fired", "alert.resolved", "webhook.test")) {
      refused(
          key, "{'url':'%s','events':['%s']}".formatted(URL, type), "INVALID_FIELD", "`events`");
    }
    refused(
        OPERATOR,
        "{'url':'%s','events':['upload.failed']}".formatted(URL),
        "INVALID_FIELD",
        "`events`");
    wanted(key, "{'url':'%s','events':['breaker.opened']}".formatted(URL)).statusCode(201);
    String id =
        wanted(OPERATOR, "{'url':'%s','events':['alert.fired','breaker.closed']}".formatted(URL))
            .statusCode(201)
            .extract()
            .path("id");
    with(key).get("/api/webhooks/" + id).then().statusCode(404);
    with(OPERATOR).delete("/api/webhooks/" + id).then().statusCode(204);
  }

  @Test
  void any_withoutKeyOrForOneUser_isRefused() {
    wanted("ac_live_wrong", "{}").statusCode(401);
    String key = UploadRig.keyFor("hooks-scoped", "u1");
    wanted(key, "{'url':'%s','events':['*']}".formatted(URL)).statusCode(403);
    with(key).get("/api/webhooks").then().statusCode(403);
  }

  @Test
  void any_webhookOfAnotherTenant_isUnknown() {
    String id = made(Customer.any().key(), URL).getString("id");
    String other = Customer.any().key();
    with(other).get("/api/webhooks/" + id).then().statusCode(404);
    with(other).body("{}").patch("/api/webhooks/" + id).then().statusCode(404);
    with(other).delete("/api/webhooks/" + id).then().statusCode(404);
    with(other).post("/api/webhooks/" + id + "/test").then().statusCode(404);
    with(other).post("/api/webhooks/" + id + "/rotate-secret").then().statusCode(404);
    with(other).get("/api/webhooks/" + id + "/deliveries").then().statusCode(404);
    with(other).post("/api/webhooks/" + id + "/deliveries/1/replay").then().statusCode(404);
    for (String strange : List.of("x", UUID.randomUUID().toString(), "1-1-1-1-1")) {
      with(other).get("/api/webhooks/" + strange).then().statusCode(404);
    }
  }

  @Test
  void create_sameIdempotencyKey_isOneWebhook() {
    Customer customer = Customer.any();
    String body = "{\"url\":\"%s\",\"events\":[\"*\"]}".formatted(URL);
    String first = once(customer, "k1", body);
    assertEquals(first, once(customer, "k1", body));
    with(customer.key()).get("/api/webhooks").then().body("webhooks", hasSize(1));
    with(customer.key())
        .header("Idempotency-Key", "k1")
        .body(body + " ")
        .post("/api/webhooks")
        .then()
        .statusCode(409);
  }

  private static String once(Customer customer, String idempotencyKey, String body) {
    return with(customer.key())
        .header("Idempotency-Key", idempotencyKey)
        .body(body)
        .post("/api/webhooks")
        .then()
        .statusCode(201)
        .extract()
        .asString();
  }

  @Test
  void create_moreThanThereMayBe_is409() {
    String key = Customer.any().key();
    for (int i = 0; i < 20; i++) {
      made(key, URL);
    }
    wanted(key, "{'url':'%s','events':['*']}".formatted(URL))
        .statusCode(409)
        .body("details", containsString("20"));
  }

  @Test
  void change_someFields_keepsTheOthers() {
    String key = Customer.any().key();
    String id = made(key, URL).getString("id");
    with(key)
        .body("{\"events\":[\"key.revoked\"],\"enabled\":false,\"format\":\"slack\"}")
        .patch("/api/webhooks/" + id)
        .then()
        .statusCode(200)
        .body("url", equalTo(URL))
        .body("events", equalTo(List.of("key.revoked")))
        .body("enabled", equalTo(false))
        .body("format", equalTo("slack"));
    with(key)
        .body("{\"url\":\"https://169.254.169.254/\"}")
        .patch("/api/webhooks/" + id)
        .then()
        .statusCode(400)
        .body("details", containsString("`url`"));
    assertEquals(URL, show(key, id).getString("url"));
    with(key).delete("/api/webhooks/" + id).then().statusCode(204);
    with(key).delete("/api/webhooks/" + id).then().statusCode(404);
  }

  @Test
  void change_switchedOnAgain_beginsAnew() {
    String key = Customer.any().key();
    String id = made(key, URL).getString("id");
    rig.rows()
        .run(
            "UPDATE webhooks SET enabled = false, disabled_reason = 'gone', failures = 9,"
                + " failing_since = now(), retry_at = now() WHERE id = $1",
            UUID.fromString(id));
    assertEquals("gone", show(key, id).getString("disabledReason"));
    with(key)
        .body("{\"enabled\":true}")
        .patch("/api/webhooks/" + id)
        .then()
        .statusCode(200)
        .body("disabledReason", nullValue())
        .body("failures", equalTo(0))
        .body("failingSince", nullValue())
        .body("retryAt", nullValue());
  }

  @Test
  void rotate_secret_isAnother() {
    String key = Customer.any().key();
    JsonPath made = made(key, URL);
    String next =
        with(key)
            .post("/api/webhooks/" + made.getString("id") + "/rotate-secret")
            .then()
            .statusCode(200)
            .body("secret", startsWith("whsec_"))
            .extract()
            .path("secret");
    assertNotEquals(made.getString("secret"), next);
  }

  @Test
  void test_nameThatIsNotKnown_saysSo() {
    String key = Customer.any().key();
    String id = made(key, "https://nobody.invalid/").getString("id");
    with(key)
        .post("/api/webhooks/" + id + "/test")
        .then()
        .statusCode(200)
        .body("delivered", equalTo(false))
        .body("status", nullValue())
        .body("error", equalTo("the name is not known"));
  }

  @Test
  void create_formsOfPrivateAddresses_areRefusedByName() {
    String key = Customer.any().key();
    for (String url : Targets.PRIVATE) {
      with(key)
          .body(new JsonObject().put("url", url).put("events", List.of("*")).encode())
          .post("/api/webhooks")
          .then()
          .statusCode(400)
          .body("details", containsString("`url`"));
    }
    with(key).get("/api/webhooks").then().body("webhooks", hasSize(0));
  }

  @Test
  void test_addressThatCameInBeforeItWasForbidden_isNotReached() {
    String key = Customer.any().key();
    String id = made(key, URL).getString("id");
    try (Receiver receiver = new Receiver()) {
      for (String host : List.of("http://127.0.0.1", "http://localhost", "https://127.0.0.1")) {
        rig.rows()
            .run(
                "UPDATE webhooks SET url = $2 WHERE id = $1",
                UUID.fromString(id),
                host + ":" + receiver.port() + "/");
        with(key)
            .post("/api/webhooks/" + id + "/test")
            .then()
            .statusCode(200)
            .body("delivered", equalTo(false))
            .body("error", startsWith("the address must be"));
      }
      assertEquals(List.of(), receiver.received());
    }
  }

  @Test
  void deliveries_badPaging_is400() {
    String key = Customer.any().key();
    String path = "/api/webhooks/" + made(key, URL).getString("id") + "/deliveries";
    with(key).get(path).then().statusCode(200).body("deliveries", hasSize(0));
    with(key).get(path + "?limit=0").then().statusCode(400);
    with(key)
        .get(path + "?cursor=x")
        .then()
        .statusCode(400)
        .body("details", containsString("`cursor`"));
    with(key).post(path + "/x/replay").then().statusCode(404);
    with(key).post(path + "/99/replay").then().statusCode(404);
  }
}
