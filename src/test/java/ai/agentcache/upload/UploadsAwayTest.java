package ai.agentcache.upload;

import static ai.agentcache.upload.Keys.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import ai.agentcache.NoStores;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(NoStores.class)
class UploadsAwayTest {

  private static final String KEY = "ac_demo_test123";

  @ParameterizedTest
  @ValueSource(
      strings = {"edges", "optimal-edges", "decisions/00000000-0000-0000-0000-000000000001"})
  void get_neverLoaded_is503InTime(String path) {
    with(KEY)
        .get("/api/jetty/" + path)
        .then()
        .statusCode(503)
        .body("code", equalTo("STORE_UNAVAILABLE"))
        .header("Retry-After", notNullValue())
        .time(lessThan(600L));
  }

  @Test
  void post_neverLoaded_is503InTime() {
    with(KEY)
        .body("{\"userId\":\"u\",\"fileSize\":1,\"fileHash\":\"h\"}")
        .post("/api/jetty/optimal-edges")
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .time(lessThan(600L));
    with(KEY)
        .body("{\"decisionId\":\"" + UUID.randomUUID() + "\",\"ok\":true}")
        .post("/api/jetty/edges/sfo-1/measurements")
        .then()
        .statusCode(503)
        .time(lessThan(600L));
  }

  @Test
  void post_wrongField_is400AllTheSame() {
    with(KEY).body("{}").post("/api/jetty/optimal-edges").then().statusCode(400);
  }
}
