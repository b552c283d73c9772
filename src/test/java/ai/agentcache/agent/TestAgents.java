package ai.agentcache.agent;

import static io.restassured.RestAssured.given;

import ai.agentcache.launch.TokenSecret;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Agents, for tests of endpoints. */
public final class TestAgents {

  private TestAgents() {}

  /** An id that no other test uses, and so limits of its own. */
  public static String newId() {
    return "agent-" + UUID.randomUUID();
  }

  /** A token of a new agent of the default tenant. */
  public static String token() {
    return token(newId());
  }

  /** A token of an agent of the default tenant. */
  public static String token(String agentId) {
    return ask(given(), agentId).then().statusCode(200).extract().path("token");
  }

  /** A token of an agent of the tenant of an API key. */
  public static String token(String agentId, String apiKey) {
    return ask(given().header("X-API-Key", apiKey), agentId)
        .then()
        .statusCode(200)
        .extract()
        .path("token");
  }

  /** A token of a user of the default tenant. */
  public static String userToken(String userId) {
    JsonObject claims =
        Forger.claims(System.currentTimeMillis() / 1_000)
            .put("role", "user")
            .put("aud", "agentcache-user")
            .put("sub", userId)
            .put("room", "lesson")
            .put("agent_id", "tutor");
    String secret =
        ConfigProvider.getConfig().getValue(TokenSecret.JWT.embeddedProperty(), String.class);
    return Forger.token(Forger.header(), claims, secret);
  }

  /** The answer to an agent that asks for a token with the right secret. */
  static Response ask(RequestSpecification request, String agentId) {
    JsonObject body = new JsonObject().put("agent_id", agentId).put("agent_secret", secret());
    return request.contentType("application/json").body(body.encode()).post("/api/v1/agent/token");
  }

  /** The agent secret of development. */
  static String secret() {
    return ConfigProvider.getConfig().getValue(TokenSecret.AGENT.embeddedProperty(), String.class);
  }

  /** A request of the agent whose token it is. */
  public static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token).contentType("application/json");
  }
}
