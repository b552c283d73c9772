package ai.agentcache.gateway.workflow;

import static io.restassured.RestAssured.given;

import ai.agentcache.FakeProviders;
import ai.agentcache.fakes.FakeLlm;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A fake behind the service, and a caller of a tenant of its own; JSON has single quotes. */
final class Rig implements AutoCloseable {

  private static final String OPERATOR = "ac_admin_development";

  private final FakeLlm fake;
  private final String key;

  /** Once the service runs, and one at a time. */
  Rig() {
    fake = FakeLlm.start(FakeProviders.port());
    key =
        given()
            .header("X-API-Key", OPERATOR)
            .contentType("application/json")
            .body(
                "{\"tenant\":\"w-%s\",\"name\":\"w\",\"rateLimit\":100000}"
                    .formatted(UUID.randomUUID()))
            .post("/api/admin/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    for (String provider : new String[] {"openai", "anthropic", "google", "local"}) {
      given()
          .header("X-API-Key", OPERATOR)
          .contentType("application/json")
          .body("{\"state\":\"closed\"}")
          .put("/api/admin/providers/" + provider + "/breaker")
          .then()
          .statusCode(200);
    }
  }

  FakeLlm fake() {
    return fake;
  }

  String key() {
    return key;
  }

  RequestSpecification request() {
    return given().header("X-API-Key", key).contentType("application/json");
  }

  /** Runs a graph of nodes, with further fields of the body. */
  Response run(String nodes, String more) {
    return execute("{'graph':{'nodes':%s}%s}".formatted(nodes, more));
  }

  Response execute(String body) {
    return request().body(body.replace('\'', '"')).post("/llm/execute-workflow");
  }

  @Override
  public void close() {
    fake.close();
  }
}
