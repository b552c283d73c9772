package ai.agentcache.access;

import static ai.agentcache.access.Operator.asOperator;
import static ai.agentcache.access.Operator.idOf;
import static ai.agentcache.access.Operator.mint;
import static ai.agentcache.access.Operator.minted;
import static ai.agentcache.access.Operator.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdminResourceTest {

  @Inject Operator operator;
  @Inject KeyDigest digest;

  @BeforeEach
  void schema() {
    operator.awaitSchema();
  }

  @Test
  void mint_newTenant_answersTheKeyOnce() {
    JsonPath answer =
        mint("{'tenant':'admin-new','name':'ci','rateLimit':7,'monthlyQuota':8,"
                + "'monthlyBudget':1.25,'userScope':'u1'}")
            .statusCode(201)
            .body("key", startsWith("ac_live_"))
            .body("tenant", equalTo("admin-new"))
            .body("plan", equalTo("live"))
            .body("rateLimit", equalTo(7))
            .body("monthlyBudget", equalTo(1.25f))
            .extract()
            .jsonPath();

    assertEquals(answer.getString("keyId"), idOf(answer.getString("key")));
    Instant.parse(answer.getString("createdAt"));
    asOperator()
        .get("/api/admin/keys?tenant=admin-new")
        .then()
        .statusCode(200)
        .body(not(containsString(answer.getString("key"))))
        .body("keys", hasSize(1))
        .body("keys[0].keyId", equalTo(answer.getString("keyId")))
        .body("keys[0].name", equalTo("ci"))
        .body("keys[0].plan", equalTo("live"))
        .body("keys[0].rateLimit", equalTo(7))
        .body("keys[0].monthlyQuota", equalTo(8))
        .body("keys[0].monthlyBudget", equalTo(1.25f))
        .body("keys[0].userScope", equalTo("u1"))
        .body("keys[0].createdAt", equalTo(answer.getString("createdAt")))
        .body("keys[0].revokedAt", nullValue())
        .body("nextCursor", nullValue());
  }

  @Test
  void mint_demoPlan_hasTheDemoLimits() {
    String key =
        mint("{'tenant':'admin-demo','name':'n','plan':'demo'}")
            .statusCode(201)
            .body("key", startsWith("ac_demo_"))
            .body("rateLimit", equalTo(100))
            .body("monthlyQuota", nullValue())
            .extract()
            .path("key");

    with(key).get("/api/guarded").then().body(equalTo("admin-demo/default"));
  }

  @Test
  void mint_anyKey_isStoredAsItsHashOnly() {
    String key = minted("admin-hash");

    byte[] hash =
        operator
            .rows(
                "SELECT key_hash FROM api_keys WHERE key_id = $1",
                Tuple.of(idOf(key)),
                row -> row.getBuffer(0).getBytes())
            .get(0);

    assertArrayEquals(digest.of(key), hash);
    assertEquals(
        List.of(),
        operator.rows(
            "SELECT 1 FROM api_keys k WHERE to_jsonb(k)::text LIKE $1",
            Tuple.of("%" + key.substring(21, 64) + "%"),
            row -> row));
  }

  @Test
  void mint_unusableField_is400AndNamesIt() {
    mint("{'tenant':'Admin','name':'n'}")
        .statusCode(400)
        .body("code", equalTo("INVALID_FIELD"))
        .body("details", containsString("`tenant`"));
    mint("{'tenant':'admin-x'}").statusCode(400).body("details", containsString("`name`"));
    mint("{'tenant':'admin-x','name':'n','color':1}")
        .statusCode(400)
        .body("details", containsString("`color`"));
    mint("").statusCode(400).body("code", equalTo("MALFORMED_JSON"));
    asOperator().get("/api/admin/keys?tenant=admin-x").then().body("keys", empty());
  }

  @Test
  void admin_withoutOperatorKey_isRefused() {
    with("ac_demo_test123").get("/api/admin/keys").then().statusCode(403);
    with(minted("admin-none")).get("/api/admin/tenants").then().statusCode(403);
    with("ac_admin_wrong").get("/api/admin/tenants").then().statusCode(401);
  }

  @Test
  void change_limitsAndName_holdAtOnceAndAreAudited() {
    String key = minted("admin-change");
    String path = "/api/admin/keys/" + idOf(key);
    with(key).get("/api/guarded").then().header("X-RateLimit-Limit", "500");

    asOperator()
        .body("{\"name\":\"changed\",\"rateLimit\":9,\"monthlyBudget\":2.5}")
        .patch(path)
        .then()
        .statusCode(200)
        .body("name", equalTo("changed"))
        .body("rateLimit", equalTo(9))
        .body("monthlyQuota", equalTo(150_000))
        .body("monthlyBudget", equalTo(2.5f));

    with(key).get("/api/guarded").then().header("X-RateLimit-Limit", "9");
    asOperator().body("{\"rateLimit\":null}").patch(path).then().body("rateLimit", equalTo(500));
    asOperator()
        .get("/api/admin/keys?tenant=admin-change")
        .then()
        .body("keys[0].name", equalTo("changed"))
        .body("keys[0].monthlyBudget", equalTo(2.5f))
        .body("keys[0].usedThisMonth", greaterThanOrEqualTo(2));
    asOperator()
        .get("/api/admin/audit?tenant=admin-change")
        .then()
        .statusCode(200)
        .body("events.action", equalTo(List.of("key.changed", "key.changed", "key.minted")))
        .body("events[1].detail", containsString("rateLimit 9"))
        .body("events[1].detail", not(containsString("monthlyQuota")))
        .body("events[1].keyId", equalTo(idOf(key)))
        .body("events[1].actor", notNullValue())
        .body("nextCursor", nullValue());
  }

  @Test
  void change_unusableOrUnknown_isRefused() {
    String key = minted("admin-unchanged");
    String path = "/api/admin/keys/" + idOf(key);
    for (String wrong :
        List.of("{\"rateLimit\":0}", "{\"name\":null}", "{\"plan\":\"live\"}", "{}")) {
      String field = wrong.contains("\"") ? wrong.split("\"", -1)[1] : "name";
      asOperator()
          .body(wrong)
          .patch(path)
          .then()
          .statusCode(400)
          .body("details", containsString("`" + field + "`"));
    }
    asOperator().body("{\"name\":\"x\"}").patch("/api/admin/keys/none").then().statusCode(404);
    with(key)
        .contentType("application/json")
        .body("{\"name\":\"x\"}")
        .patch(path)
        .then()
        .statusCode(403);
    asOperator().delete(path).then().statusCode(200);
    asOperator().body("{\"name\":\"x\"}").patch(path).then().statusCode(404);
    with(key).get("/api/guarded").then().statusCode(401);
  }

  @Test
  void audit_pageByPage_showsEachOnceNewestFirst() {
    List<String> minted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      minted.add(0, idOf(minted("admin-audit-pages")));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          asOperator()
              .get("/api/admin/audit?tenant=admin-audit-pages&limit=2" + cursor)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("events.keyId"));
      String next = page.getString("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertEquals(minted, seen);
    for (String wrong : List.of("limit=0", "cursor=x", "tenant=A")) {
      asOperator()
          .get("/api/admin/audit?" + wrong)
          .then()
          .statusCode(400)
          .body("details", containsString("`" + wrong.split("=", -1)[0] + "`"));
    }
    with(minted("admin-audit-none")).get("/api/admin/audit").then().statusCode(403);
  }

  @Test
  void keys_ofOneTenant_areNotTheOthers() {
    minted("admin-left");
    minted("admin-right");

    asOperator()
        .get("/api/admin/keys?tenant=admin-left")
        .then()
        .body("keys.tenant.unique()", equalTo(List.of("admin-left")));
    asOperator().get("/api/admin/keys?tenant=A").then().statusCode(400);
  }

  @Test
  void keys_pageByPage_showsEachOnceNewestFirst() {
    List<String> minted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      minted.add(0, idOf(minted("admin-pages")));
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          asOperator()
              .get("/api/admin/keys?tenant=admin-pages&limit=2" + cursor)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("keys.keyId"));
      String next = page.getString("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }

    assertEquals(minted, seen);
  }

  @Test
  void keys_badPaging_is400() {
    asOperator().get("/api/admin/keys?limit=0").then().statusCode(400);
    asOperator().get("/api/admin/keys?limit=x").then().statusCode(400);
    asOperator().get("/api/admin/keys?cursor=x").then().statusCode(400);
    asOperator().get("/api/admin/tenants?cursor=_").then().statusCode(400);
  }

  @Test
  void revoke_twice_keepsTheFirstTime() {
    String keyId = idOf(minted("admin-revoke"));

    String first =
        asOperator()
            .delete("/api/admin/keys/" + keyId)
            .then()
            .statusCode(200)
            .body("keyId", equalTo(keyId))
            .body("revoked", equalTo(true))
            .extract()
            .path("revokedAt");

    assertNotNull(first);
    asOperator()
        .delete("/api/admin/keys/" + keyId)
        .then()
        .statusCode(200)
        .body("revokedAt", equalTo(first));
    assertEquals(List.of("key.minted", "key.revoked"), actions(keyId));
  }

  @Test
  void revoke_unknown_is404() {
    asOperator().delete("/api/admin/keys/0123456789abC").then().statusCode(404);
    asOperator().delete("/api/admin/keys/x").then().statusCode(404);
  }

  @Test
  void tenants_countsUsableKeys() {
    minted("admin-count");
    String revoked = minted("admin-count");
    asOperator().delete("/api/admin/keys/" + idOf(revoked)).then().statusCode(200);

    asOperator()
        .get("/api/admin/tenants?limit=200")
        .then()
        .statusCode(200)
        .body("tenants.tenant", hasItem("demo"))
        .body("tenants.find { it.tenant == 'admin-count' }.keys", equalTo(1))
        .body("tenants.find { it.tenant == 'admin-count' }.createdAt", notNullValue());
    asOperator()
        .get("/api/admin/tenants?limit=1&cursor=admin-coun")
        .then()
        .body("tenants.tenant", equalTo(List.of("admin-count")));
  }

  @Test
  void audit_isAppendOnly() {
    minted("admin-audit");

    assertThrows(PgException.class, () -> change("UPDATE audit_log SET actor = 'x'"));
    assertThrows(PgException.class, () -> change("DELETE FROM audit_log"));
    assertThrows(PgException.class, () -> change("TRUNCATE audit_log"));
  }

  @Test
  void mint_sameIdempotencyKey_isOneKey() {
    String body = "{\"tenant\":\"admin-once\",\"name\":\"n\"}";

    String first = once("first-try", body).statusCode(201).extract().asString();
    String second = once("first-try", body).statusCode(201).extract().asString();

    assertEquals(first, second);
    asOperator().get("/api/admin/keys?tenant=admin-once").then().body("keys", hasSize(1));
    once("first-try", body + " ").statusCode(409).body("code", equalTo("IDEMPOTENCY_CONFLICT"));
    once("not visible", body).statusCode(400).body("code", equalTo("INVALID_HEADER"));
  }

  private static ValidatableResponse once(String key, String body) {
    return asOperator().header("Idempotency-Key", key).body(body).post("/api/admin/keys").then();
  }

  private List<String> actions(String keyId) {
    return operator.rows(
        "SELECT action FROM audit_log WHERE key_id = $1 ORDER BY id",
        Tuple.of(keyId),
        row -> row.getString(0));
  }

  private void change(String sql) {
    operator.rows(sql, Tuple.tuple(), row -> row);
  }
}
