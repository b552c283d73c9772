package ai.agentcache.cache;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.cache.Served.State;
import ai.agentcache.usage.Dimensions;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The cache as it is wired, and computed answers seen through the cache's own API. */
@QuarkusTest
class ResponseCacheTest {

  @Inject ResponseCache cache;
  @Inject Vertx vertx;

  private final CacheKey key = SharingTest.key();

  private Served ask(Upstream upstream) {
    Dimensions by = new Dimensions("demo", key.namespace(), "openai", "gpt-4o", Dimensions.NONE);
    return cache
        .getOrCompute(new Ask(key, by, cache.terms()), upstream)
        .await()
        .atMost(Duration.ofSeconds(10))
        .orElseThrow();
  }

  private void call(String path, String field, Object expected) {
    given()
        .header("X-API-Key", "ac_demo_test123")
        .contentType("application/json")
        .body("{\"key\":\"" + key.text() + "\"}")
        .post("/api/cache/" + path)
        .then()
        .statusCode(200)
        .body(field, equalTo(expected));
  }

  @Test
  void getOrCompute_inTheService_computesOnceAndCanBeInvalidatedByItsKey() {
    Upstream upstream = new Upstream(vertx, 5);
    Served first = ask(upstream);
    assertEquals(State.MISS, first.state());
    first.recording().ended().await().atMost(Duration.ofSeconds(10));
    Caller.until(() -> ask(upstream).state() == State.HIT);
    assertEquals(1, upstream.calls());

    call("check", "cached", true);
    call("get", "response.head.model", "m");
    call("invalidate", "invalidated", 1);
    call("check", "cached", false);
    assertEquals(State.MISS, ask(upstream).state());
  }
}
