package ai.agentcache.health;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Needs no store: what is away is reported, never waited for. */
@QuarkusTest
class HealthResourceTest {

  @Test
  void health_isOk() {
    get("/health").then().statusCode(200).body("status", equalTo("ok"));
  }

  @Test
  void apiHealth_withOrWithoutStores_serves() {
    get("/api/health")
        .then()
        .statusCode(200)
        .body("status", is(oneOf("healthy", "degraded")))
        .body("service", equalTo("AgentCache"))
        .body("version", equalTo("1.0.0"))
        .body("checks.api", equalTo("healthy"))
        .body("checks.redis", is(oneOf("healthy", "unhealthy")))
        .body("checks.postgres", is(oneOf("healthy", "unhealthy")))
        .body("checks.providers", equalTo("healthy"))
        .body("performance", hasKey("api_latency_ms"))
        .body("performance", hasKey("redis_latency_ms"))
        .body("endpoints.cache", equalTo("/api/cache"))
        .body("endpoints.stats", equalTo("/api/stats"))
        .body("endpoints.health", equalTo("/api/health"))
        .body("endpoints.admin", equalTo("/api/admin-stats"));
  }

  @Test
  void probes_whileServing_areUp() {
    get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    get("/q/health/started").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void metrics_areThereForPrometheus() {
    get("/health");
    get("/q/metrics").then().statusCode(200);
  }
}
