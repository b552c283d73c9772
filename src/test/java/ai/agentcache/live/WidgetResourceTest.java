package ai.agentcache.live;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Widget tokens and what they open, each test as a tenant of its own. */
@QuarkusTest
class WidgetResourceTest {

  @Inject UploadRig rig;

  private String tenant = "";
  private String key = "";

  @BeforeEach
  void tenant() {
    rig.awaitSchema();
    tenant = "widget-" + UUID.randomUUID().toString().substring(0, 12);
    key = UploadRig.key(tenant);
  }

  private static ValidatableResponse mint(String key, String json) {
    return given()
        .header("X-API-Key", key)
        .contentType("application/json")
        .body(json.replace('\'', '"'))
        .post("/api/widget-tokens")
        .then();
  }

  private String minted(String json) {
    return mint(key, json).statusCode(201).extract().path("token");
  }

  private static ValidatableResponse look(String token) {
    return given().header("Authorization", "Bearer " + token).get("/api/widget").then();
  }

  private void ask(String namespace) {
    given()
        .header("X-API-Key", key)
        .header("X-Cache-Namespace", namespace)
        .contentType("application/json")
        .body("{\"provider\":\"openai\",\"model\":\"m\",\"prompt\":\"p\"}")
        .post("/api/cache/get")
        .then()
        .statusCode(200);
  }

  @Test
  void widget_withAToken_hasTheFiguresOfItsNamespaceAndTransfersOfItsUser() {
    ask("shop");
    ask("shop");
    ask("other");
    for (String user : List.of("ann", "ben")) {
      UploadRig.post(
              key,
              "track-upload",
              "{'action':'start','userId':'%s','fileName':'%s.mov','fileSize':100,'fileHash':'x'}"
                  .formatted(user, user))
          .statusCode(200);
    }
    look(minted("{'namespace':'shop','userId':'ann'}"))
        .statusCode(200)
        .header("X-RateLimit-Limit", "60")
        .body("metrics.total_requests", equalTo(2))
        .body("metrics.hit_rate", equalTo(0))
        .body("metrics.cost_saved", equalTo("$0.00"))
        .body("metrics.spend", nullValue())
        .body("namespace", equalTo("shop"))
        .body("transfers", hasSize(1))
        .body("transfers[0].fileName", equalTo("ann.mov"))
        .body("transfers[0].percentage", equalTo(0f));
    look(minted("{}"))
        .body("metrics.total_requests", equalTo(3))
        .body("transfers", empty())
        .body("expiresAt", notNullValue());
  }

  @Test
  void token_opensNothingElse_andNothingElseOpensTheWidget() {
    String token = minted("{}");
    for (String path :
        List.of(
            "/api/stats",
            "/api/status",
            "/api/widget-tokens",
            "/api/jetty/sessions",
            "/api/admin/keys",
            "/llm/providers",
            "/v1/models")) {
      given().header("Authorization", "Bearer " + token).get(path).then().statusCode(401);
    }
    look(key).statusCode(401);
    look("ac_admin_development").statusCode(401);
    look(token + "x").statusCode(401);
    given().get("/api/widget").then().statusCode(401);
    given().header("X-API-Key", token).get("/api/widget").then().statusCode(401);
  }

  @Test
  void token_revoked_isRefusedAndListedAsSuch() {
    JsonPath made = mint(key, "{'namespace':'a','ttl':120}").extract().jsonPath();
    String path = "/api/widget-tokens/" + made.getString("id");
    String stranger = UploadRig.key(tenant + "-x");
    given().header("X-API-Key", stranger).delete(path).then().statusCode(404);
    given().header("X-API-Key", stranger).get("/api/widget-tokens").then().body("tokens", empty());
    look(made.getString("token")).statusCode(200);
    given()
        .header("X-API-Key", key)
        .delete(path)
        .then()
        .statusCode(200)
        .body("revokedAt", notNullValue());
    look(made.getString("token")).statusCode(401);
    given()
        .header("X-API-Key", key)
        .get("/api/widget-tokens")
        .then()
        .statusCode(200)
        .body("tokens", hasSize(1))
        .body("tokens[0].id", equalTo(made.getString("id")))
        .body("tokens[0].namespace", equalTo("a"))
        .body("tokens[0].revokedAt", notNullValue())
        .body("tokens[0].token", nullValue());
    given().header("X-API-Key", key).delete("/api/widget-tokens/x").then().statusCode(404);
  }

  @Test
  void mint_unusableField_is400AndNamesIt() {
    mint(key, "{'ttl':59}").statusCode(400).body("details", containsString("`ttl`"));
    mint(key, "{'ttl':86401}").statusCode(400).body("details", containsString("`ttl`"));
    mint(key, "{'namespace':'a b'}").statusCode(400).body("details", containsString("`namespace`"));
    mint(key, "{'userId':''}").statusCode(400).body("details", containsString("`userId`"));
    mint(key, "{'scope':'x'}").statusCode(400).body("details", containsString("`scope`"));
    mint("ac_admin_development", "{}").statusCode(403);
    String ann = UploadRig.keyFor(tenant, "ann");
    mint(ann, "{'userId':'ben'}").statusCode(403);
    mint(ann, "{}").statusCode(201).body("token", startsWith("awt_"));
  }

  @Test
  void widget_ofAnyOrigin_isAnsweredWithoutCredentials() {
    given()
        .header("Origin", "https://pages.example")
        .header("Authorization", "Bearer " + minted("{}"))
        .get("/api/widget")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Credentials", nullValue());
    given()
        .header("Origin", "https://pages.example")
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization")
        .options("/api/widget")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Headers", "authorization");
    given()
        .header("Origin", "https://pages.example")
        .header("X-API-Key", key)
        .get("/api/stats")
        .then()
        .header("Access-Control-Allow-Origin", not(equalTo("*")));
  }
}
