package ai.agentcache.upload;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** Keys of tenants, for tests of endpoints. */
final class Keys {

  private static final String OPERATOR = "ac_admin_development";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Keys() {}

  /** A new key of a tenant, once the schema is there. */
  static String minted(String tenant) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var answer =
          given()
              .header("X-API-Key", OPERATOR)
              .contentType("application/json")
              .body("{\"tenant\":\"" + tenant + "\",\"name\":\"t\",\"rateLimit\":100000}")
              .post("/api/admin/keys");
      if (answer.statusCode() == 201) {
        return answer.path("key");
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(answer.asString());
      }
      Thread.onSpinWait();
    }
  }

  static RequestSpecification with(String key) {
    return given().header("X-API-Key", key).contentType("application/json");
  }

  /** Waits until the edges are known. */
  static void awaitEdges(String key) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (with(key).get("/api/jetty/edges").statusCode() != 200) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no edges after " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }
}
