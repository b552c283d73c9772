package ai.agentcache.agent;

import static ai.agentcache.agent.TestAgents.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.launch.TokenSecret;
import ai.agentcache.launch.TokenSecrets;
import ai.agentcache.time.Clock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every token that must not open anything, and the code it gets. */
@QuarkusTest
class AgentDoorTest {

  private static final String PATH = "/api/v1/agent/guarded";

  @Inject TokenSecrets secrets;
  @Inject Clock clock;

  private String secret;
  private long now;

  @BeforeEach
  void secret() {
    secret = secrets.of(TokenSecret.JWT);
    now = clock.epochSeconds();
  }

  private String claiming(UnaryOperator<JsonObject> change) {
    return Forger.token(Forger.header(), change.apply(Forger.claims(now)), secret);
  }

  private String headed(String header) {
    return Forger.token(new JsonObject(header), Forger.claims(now), secret);
  }

  private static JsonObject user(JsonObject claims) {
    return claims
        .put("role", "user")
        .put("aud", "agentcache-user")
        .put("room", "r")
        .put("agent_id", "a");
  }

  private static JsonObject without(JsonObject claims, String name) {
    claims.remove(name);
    return claims;
  }

  @Test
  void get_goodToken_isLetInAndKnown() {
    with(claiming(claims -> claims))
        .header("X-Agent-ID", "forged")
        .get(PATH)
        .then()
        .statusCode(200)
        .header("X-RateLimit-Limit", "60")
        .body("id", equalTo("forged"))
        .body("tenant", equalTo("default"))
        .body("environment", equalTo("development"))
        .body("permissions", hasItem("health:read"));
  }

  @Test
  void get_clocksHalfAMinuteApart_isLetIn() {
    for (String good :
        new String[] {
          claiming(claims -> claims.put("iat", now - 3_600).put("exp", now - 20)),
          claiming(claims -> claims.put("nbf", now + 20)),
          claiming(claims -> claims.put("iat", now + 20).put("nbf", now + 20)),
          claiming(claims -> claims.put("exp", now + 7_200)),
          claiming(claims -> claims.put("aud", new JsonArray().add("x").add("agentcache-agent")))
        }) {
      assertEquals(200, with(good).get(PATH).statusCode(), () -> Forger.read(good).encode());
    }
  }

  @Test
  void get_badToken_isRefusedWithItsCode() {
    Map<String, String> bad = new LinkedHashMap<>();
    headers(bad);
    signatures(bad);
    claims(bad);
    times(bad);
    bad.forEach((what, token) -> assertRefused(what, 401, "INVALID_AGENT_TOKEN", token));
  }

  private void headers(Map<String, String> bad) {
    String unsigned = Forger.part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + '.';
    bad.put("alg none", unsigned + Forger.part(Forger.claims(now).encode()) + '.');
    bad.put("alg none, signed", headed("{\"alg\":\"none\",\"typ\":\"JWT\"}"));
    bad.put("alg in another case", headed("{\"alg\":\"hs256\",\"typ\":\"JWT\"}"));
    bad.put("alg of a key pair", headed("{\"alg\":\"RS256\",\"typ\":\"JWT\"}"));
    bad.put(
        "another hash",
        Forger.token(
            "HmacSHA512",
            new JsonObject("{\"alg\":\"HS512\",\"typ\":\"JWT\"}"),
            Forger.claims(now),
            secret));
    bad.put("no alg", headed("{\"typ\":\"JWT\"}"));
    bad.put("alg that is no text", headed("{\"alg\":[\"HS256\"],\"typ\":\"JWT\"}"));
    bad.put("no typ", headed("{\"alg\":\"HS256\"}"));
    bad.put("another typ", headed("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}"));
    bad.put("crit", headed("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[\"b64\"],\"b64\":true}"));
  }

  private void signatures(Map<String, String> bad) {
    String good = claiming(claims -> claims);
    String[] parts = good.split("\\.", 3);
    String other = Forger.part(Forger.claims(now).put("sub", "other").encode());
    bad.put("tampered claims", parts[0] + '.' + other + '.' + parts[2]);
    bad.put("no signature", parts[0] + '.' + parts[1] + '.');
    bad.put("short signature", good.substring(0, good.length() - 4));
    bad.put("padded signature", good + '=');
    bad.put("two parts", parts[0] + '.' + parts[1]);
    bad.put("four parts", good + '.' + parts[2]);
    bad.put("five parts", good + "..");
    bad.put("no token", "x");
    bad.put("nothing but dots", "..");
    bad.put("an API key", "ac_demo_test123");
    bad.put("too long", good + "x".repeat(9_000));
    bad.put(
        "signed with the agent secret",
        Forger.token(Forger.header(), Forger.claims(now), secrets.of(TokenSecret.AGENT)));
    bad.put("signed elsewhere", Forger.token(Forger.header(), Forger.claims(now), "e".repeat(43)));
  }

  private void claims(Map<String, String> bad) {
    bad.put("another environment", claiming(claims -> claims.put("env", "staging")));
    bad.put("another audience", claiming(claims -> claims.put("aud", "agentcache-user")));
    bad.put("another issuer", claiming(claims -> claims.put("iss", "somebody")));
    bad.put("empty jti", claiming(claims -> claims.put("jti", "")));
    bad.put("jti that is no text", claiming(claims -> claims.put("jti", 1)));
    bad.put("jti of two words", claiming(claims -> claims.put("jti", "a b")));
    bad.put("another role", claiming(claims -> claims.put("role", "admin")));
    bad.put("permissions that are no list", claiming(claims -> claims.put("permissions", "all")));
    for (String name :
        new String[] {
          "iss", "aud", "env", "jti", "sub", "role", "tenant", "permissions", "iat", "nbf", "exp"
        }) {
      bad.put("no " + name, claiming(claims -> without(claims, name)));
    }
  }

  private void times(Map<String, String> bad) {
    bad.put("expired", claiming(claims -> claims.put("iat", now - 600).put("exp", now - 31)));
    bad.put("not yet valid", claiming(claims -> claims.put("nbf", now + 60)));
    bad.put(
        "issued in the future",
        claiming(claims -> claims.put("iat", now + 60).put("exp", now + 90)));
    bad.put("ten years", claiming(claims -> claims.put("exp", now + 315_360_000L)));
    bad.put("a second too long", claiming(claims -> claims.put("exp", now + 7_201)));
    bad.put("ends before it begins", claiming(claims -> claims.put("exp", now - 1)));
    bad.put("exp that is no number", claiming(claims -> claims.put("exp", "" + (now + 60))));
    bad.put("exp in fractions", claiming(claims -> claims.put("exp", now + 60.5)));
    bad.put("exp beyond all numbers", claiming(claims -> claims.put("exp", 1e300)));
    bad.put("negative iat", claiming(claims -> claims.put("iat", -now)));
  }

  @Test
  void get_userToken_isRefusedAsOne() {
    assertRefused("good", 403, "NOT_AGENT", claiming(AgentDoorTest::user));
    assertRefused(
        "expired",
        401,
        "INVALID_USER_TOKEN",
        claiming(claims -> user(claims).put("iat", now - 600).put("exp", now - 31)));
    assertRefused(
        "for agents",
        401,
        "INVALID_USER_TOKEN",
        claiming(claims -> user(claims).put("aud", "agentcache-agent")));
  }

  @Test
  void get_noToken_isAskedForOne() {
    given().get(PATH).then().statusCode(401).body("error.code", equalTo("AUTH_REQUIRED"));
    for (String other : new String[] {"Basic YTpi", "Bearer", "x"}) {
      given()
          .header("Authorization", other)
          .get(PATH)
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", equalTo("Bearer realm=\"AgentCache\""))
          .body("error.code", equalTo("AUTH_REQUIRED"));
    }
    given()
        .header("X-API-Key", "ac_demo_test123")
        .get(PATH)
        .then()
        .statusCode(401)
        .body("error.code", equalTo("AUTH_REQUIRED"));
  }

  @Test
  void get_twoTokens_isRefused() {
    given()
        .header("Authorization", "Bearer a", "Bearer b")
        .get(PATH)
        .then()
        .statusCode(401)
        .body("error.code", equalTo("INVALID_AGENT_TOKEN"));
  }

  @Test
  void get_headerNamesAnotherAgent_isRefused() {
    with(claiming(claims -> claims))
        .header("X-Agent-ID", "somebody-else")
        .get(PATH)
        .then()
        .statusCode(401)
        .body("error.code", equalTo("INVALID_AGENT_TOKEN"));
  }

  @Test
  void post_permissionMissing_isRefusedNamingIt() {
    Response answer = with(claiming(claims -> claims)).body("not even json").post(PATH);

    answer
        .then()
        .statusCode(403)
        .body("error.code", equalTo("INSUFFICIENT_PERMISSIONS"))
        .body(
            "error.message",
            equalTo("Insufficient permissions: the agent lacks the permission user:delete"));
  }

  private static void assertRefused(String what, int status, String code, String token) {
    Response answer = with(token).get(PATH);
    assertEquals(status + " " + code, answer.statusCode() + " " + answer.path("error.code"), what);
  }
}
