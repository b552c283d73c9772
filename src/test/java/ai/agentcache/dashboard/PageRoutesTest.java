package ai.agentcache.dashboard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PageRoutesTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dashboard"})
  void root_leadsToTheDashboard(String path) {
    given()
        .redirects()
        .follow(false)
        .get(path)
        .then()
        .statusCode(302)
        .header("Location", "dashboard/");
  }

  @ParameterizedTest
  @CsvSource({
    "/dashboard/, text/html",
    "/dashboard/index.html, text/html",
    "/dashboard/app.js, text/javascript",
    "/dashboard/views/keys.js, text/javascript",
    "/dashboard/app.css, text/css",
    "/dashboard/icon.svg, image/svg+xml",
    "/widgets/agentcache-monitor.html, text/html",
    "/widgets/agentcache-monitor.js, text/javascript",
  })
  void file_isGivenWithAStrictPolicy(String path, String type) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .header("Content-Type", containsString(type))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache")
        .body(not(blankOrNullString()));
  }

  @Test
  void dashboard_mayBeFramedByNobody() {
    given()
        .get("/dashboard/")
        .then()
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    given()
        .get("/widgets/agentcache-monitor.html?tenant=acme")
        .then()
        .header("Content-Security-Policy", containsString("frame-ancestors 'self'"));
  }

  @Test
  void widget_mayBeLoadedByOtherPages() {
    given()
        .get("/widgets/agentcache-monitor.js")
        .then()
        .header("Access-Control-Allow-Origin", "*")
        .header("Cross-Origin-Resource-Policy", "cross-origin");
    given().get("/dashboard/app.js").then().header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void file_thatTheBrowserHas_isNotSentAgain() {
    String etag = given().get("/dashboard/app.js").getHeader("ETag");
    given()
        .header("If-None-Match", etag)
        .get("/dashboard/app.js")
        .then()
        .statusCode(304)
        .body(equalTo(""));
    given().header("If-None-Match", "\"other\"").get("/dashboard/app.js").then().statusCode(200);
  }

  @Test
  void head_isTheHeadAlone() {
    given().head("/dashboard/app.js").then().statusCode(200).body(equalTo(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dashboard/pages.txt",
        "/dashboard/nothing.js",
        "/dashboard/../application.properties",
        "/dashboard/%2e%2e/application.properties",
        "/dashboard/views/",
        "/widgets/",
      })
  void whatIsNoFile_is404(String path) {
    given().urlEncodingEnabled(false).get(path).then().statusCode(404);
  }

  @Test
  void settings_inDevelopment_nameTheDemoKey() {
    given()
        .get("/dashboard/settings.json")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("demoKey", equalTo("ac_demo_test123"));
  }

  @Test
  void otherMethod_isRefused() {
    given().post("/dashboard/").then().statusCode(org.hamcrest.Matchers.oneOf(404, 405));
  }
}
