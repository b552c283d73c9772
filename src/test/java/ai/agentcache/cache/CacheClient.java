package ai.agentcache.cache;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A tenant of its own, with a key that no limit gets in the way of. */
final class CacheClient {

  private static final String OPERATOR = "ac_admin_development";

  private final String key;

  private CacheClient(String key) {
    this.key = key;
  }

  static CacheClient newTenant() {
    String tenant = "t-" + UUID.randomUUID();
    return new CacheClient(mint(tenant, 1_000_000));
  }

  static CacheClient newTenant(long requestsPerMinute) {
    return new CacheClient(mint("t-" + UUID.randomUUID(), requestsPerMinute));
  }

  private static String mint(String tenant, long requestsPerMinute) {
    Response minted = attempt(tenant, requestsPerMinute);
    for (int i = 0; i < 100 && minted.statusCode() == 503; i++) {
      minted = attempt(tenant, requestsPerMinute);
    }
    return minted.then().statusCode(201).extract().path("key");
  }

  private static Response attempt(String tenant, long requestsPerMinute) {
    String body =
        "{\"tenant\":\"%s\",\"name\":\"test\",\"rateLimit\":%d,\"monthlyQuota\":100000000}"
            .formatted(tenant, requestsPerMinute);
    return given()
        .header("X-API-Key", OPERATOR)
        .contentType("application/json")
        .body(body)
        .post("/api/admin/keys");
  }

  String key() {
    return key;
  }

  RequestSpecification request() {
    return given().header("X-API-Key", key).contentType("application/json");
  }

  Response post(String call, String body) {
    return request().body(body.replace('\'', '"')).post("/api/cache/" + call);
  }

  Response post(String call, String namespace, String body) {
    return request()
        .header("X-Cache-Namespace", namespace)
        .body(body.replace('\'', '"'))
        .post("/api/cache/" + call);
  }
}
