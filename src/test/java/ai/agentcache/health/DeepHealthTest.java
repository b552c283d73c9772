package ai.agentcache.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.resilience.BreakerRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeepHealthTest {

  @Inject DeepHealth health;
  @Inject BreakerRegistry breakers;
  @Inject RequestTotals totals;

  @Test
  void overview_hasAllParts() {
    health.look();
    List<String> names = health.overview().checks().stream().map(Checked::name).toList();
    assertTrue(
        names.containsAll(
            List.of(
                "redis",
                "postgres",
                "breakers",
                "tokens",
                "batcher",
                "memory",
                "event-loop",
                "configuration")),
        names::toString);
  }

  @Test
  void overview_openBreaker_isDegradedAndAlarms() {
    AtomicBoolean open = new AtomicBoolean(true);
    breakers.add("test-of-health", open::get);
    health.look();
    assertEquals(Status.DEGRADED, part("breakers").status());
    assertTrue(alarmed("breaker-open:test-of-health"));
    open.set(false);
    health.look();
    assertTrue(!alarmed("breaker-open:test-of-health"));
  }

  @Test
  void totals_countRequestsWithinBounds() {
    TrafficWindow.Totals before = totals.now();
    given().get("/api/health").then().statusCode(200);
    given().get("/health").then().statusCode(200);
    TrafficWindow.Totals after = totals.now();
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (after.requests() == before.requests() && System.nanoTime() < deadline) {
      after = totals.now();
    }
    assertEquals(1, after.requests() - before.requests());
    int last = RequestTotals.BOUNDS.length - 1;
    assertEquals(1, after.within()[last] - before.within()[last]);
  }

  @Test
  void agentHealth_brief_isForEverybody() {
    given()
        .get("/api/v1/agent/health")
        .then()
        .statusCode(200)
        .body("status", oneOf("healthy", "degraded", "unhealthy"))
        .body("timestamp", notNullValue());
  }

  @Test
  void agentHealth_whole_isForAgents() {
    given()
        .post("/api/v1/agent/health")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("AUTH_REQUIRED"));
  }

  private Checked part(String name) {
    return health.overview().checks().stream()
        .filter(checked -> checked.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private boolean alarmed(String fingerprint) {
    return health.overview().alerts().stream()
        .anyMatch(alert -> alert.finding().fingerprint().equals(fingerprint));
  }
}
