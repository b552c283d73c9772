package ai.agentcache.access;

import static ai.agentcache.access.Operator.idOf;
import static ai.agentcache.access.Operator.mint;
import static ai.agentcache.access.Operator.minted;
import static ai.agentcache.access.Operator.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessFilterTest {

  private static final String PATH = "/api/guarded";
  private static final String PARALLEL = "/api/guarded/parallel";

  @Inject Operator operator;
  @Inject KeyRing ring;
  @Inject AuditLog audit;

  @BeforeEach
  void schema() {
    operator.awaitSchema();
  }

  @Test
  void get_demoKeyInEitherHeader_isLetIn() {
    with("ac_demo_test123").get(PATH).then().statusCode(200).body(equalTo("demo/default"));
    given()
        .header("Authorization", "Bearer ac_demo_test123")
        .get(PATH)
        .then()
        .statusCode(200)
        .header("X-RateLimit-Limit", "100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "ac_demo_other", "ac_live_", "ac_admin_other"})
  void get_wrongKey_is401(String key) {
    assertUnauthenticated(with(key));
  }

  @Test
  void get_noKey_is401() {
    assertUnauthenticated(given());
  }

  @Test
  void get_headersContradictEachOther_is401() {
    assertUnauthenticated(
        with("ac_demo_test123").header("Authorization", "Bearer ac_admin_development"));
  }

  @Test
  void get_operatorKey_is403() {
    with(Operator.KEY).get(PATH).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
  }

  @Test
  void get_mintedKey_isLetInForItsTenantOnly() {
    with(minted("filter-a")).get(PATH).then().statusCode(200).body(equalTo("filter-a/default"));
    with(minted("filter-b"))
        .header("X-Cache-Namespace", "team.1")
        .get(PATH)
        .then()
        .body(equalTo("filter-b/team.1"));
  }

  @Test
  void get_keyMintedOnAnotherReplica_isLookedUp() {
    String key = operator.mintedElsewhere("filter-replica");

    with(key).get(PATH).then().statusCode(200).body(equalTo("filter-replica/default"));
    with(key).body("12345").post(PARALLEL).then().statusCode(200);
  }

  @Test
  void post_keyHasToBeLookedUp_bodyIsNotLost() {
    String key = operator.mintedElsewhere("filter-body");

    with(key)
        .body("x".repeat(300_000))
        .post(PATH)
        .then()
        .body(equalTo("filter-body/default 300000"));
  }

  @Test
  void get_revokedKey_isRefusedHereAtOnce() {
    String key = minted("filter-revoked");
    with(key).get(PATH).then().statusCode(200);

    Operator.asOperator().delete("/api/admin/keys/" + idOf(key)).then().statusCode(200);

    assertUnauthenticated(with(key));
  }

  @Test
  void get_keyRevokedOnAnotherReplica_isRefusedAfterARefresh() {
    String key = minted("filter-elsewhere");
    operator.rows(
        "UPDATE api_keys SET revoked_at = now() WHERE key_id = $1", Tuple.of(idOf(key)), r -> r);

    ring.refresh().await().atMost(Duration.ofSeconds(5));

    assertUnauthenticated(with(key));
  }

  @Test
  void get_rightIdWrongSecret_is401() {
    String key = minted("filter-secret");
    ApiKey other = ApiKey.mint(Plan.LIVE, new SecureRandom());
    String mixed = ApiKeyForger.withIdOf(key, other.text());

    assertUnauthenticated(with(mixed));
    with(key).get(PATH).then().statusCode(200);
  }

  @Test
  void get_unknownKey_isRefusedAndAuditedOnce() {
    ApiKey key = ApiKey.mint(Plan.LIVE, new SecureRandom());

    assertUnauthenticated(with(key.text()));
    assertUnauthenticated(with(key.text()));

    assertEquals(List.of("request.unauthenticated"), audited(key.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "{x}", "a:b"})
  void get_invalidNamespace_is400(String namespace) {
    with("ac_demo_test123")
        .header("X-Cache-Namespace", namespace)
        .get(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_HEADER"))
        .body("details", startsWith("`X-Cache-Namespace`"));
  }

  @Test
  void get_twoNamespaces_is400() {
    with("ac_demo_test123")
        .header("X-Cache-Namespace", "a")
        .header("X-Cache-Namespace", "b")
        .get(PATH)
        .then()
        .statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, PARALLEL})
  void post_overTheRateLimit_is429AndAuditedOnce(String path) {
    String key =
        mint("{'tenant':'filter-rate','name':'n','rateLimit':2}")
            .statusCode(201)
            .extract()
            .path("key");
    with(key).body("1").post(path).then().statusCode(200);
    with(key).body("1").post(path).then().statusCode(200);

    for (int i = 0; i < 2; i++) {
      with(key)
          .body("1")
          .post(path)
          .then()
          .statusCode(429)
          .contentType("application/json")
          .header("Retry-After", notNullValue())
          .header("X-RateLimit-Limit", "2")
          .body("error", equalTo("Rate limit exceeded"))
          .body("code", equalTo("RATE_LIMITED"))
          .body("limit", equalTo(2))
          .body("window", equalTo("1 minute"))
          .body("message", notNullValue())
          .body("retryAfter", notNullValue())
          .body("requestId", notNullValue());
    }

    assertEquals(List.of("request.limited"), audited(idOf(key)));
  }

  @Test
  void get_overTheQuota_is429() {
    String key =
        mint("{'tenant':'filter-quota','name':'n','monthlyQuota':1}")
            .statusCode(201)
            .extract()
            .path("key");
    with(key).get(PATH).then().statusCode(200);

    with(key)
        .get(PATH)
        .then()
        .statusCode(429)
        .body("error", equalTo("Monthly quota exceeded"))
        .body("code", equalTo("QUOTA_EXCEEDED"))
        .body("limit", equalTo(1))
        .body("used", notNullValue())
        .body("resetsAt", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, PARALLEL, "/api/admin/keys"})
  void post_wrongKeyAndABodyThatNeverComes_is401AtOnce(String path) throws IOException {
    String head =
        String.join(
            "\r\n",
            "POST " + path + " HTTP/1.1",
            "Host: localhost",
            "X-API-Key: nonsense",
            "Content-Type: application/json",
            "Content-Length: 100000",
            "",
            "");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

      String status = answer.readLine();

      assertTrue(String.valueOf(status).startsWith("HTTP/1.1 401"), status);
    }
  }

  private List<String> audited(String keyId) {
    audit.flush().await().atMost(Duration.ofSeconds(5));
    return operator.rows(
        "SELECT action FROM audit_log WHERE key_id = $1 AND action LIKE 'request.%' ORDER BY id",
        Tuple.of(keyId), row -> row.getString(0));
  }

  private static void assertUnauthenticated(RequestSpecification request) {
    request
        .get(PATH)
        .then()
        .statusCode(401)
        .body("error", equalTo("Invalid API key"))
        .body("code", equalTo("INVALID_API_KEY"));
  }
}
