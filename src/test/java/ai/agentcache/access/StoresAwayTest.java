package ai.agentcache.access;

import static ai.agentcache.access.Operator.asOperator;
import static ai.agentcache.access.Operator.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import ai.agentcache.NoStores;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NoStores.class)
class StoresAwayTest {

  private static final String NEW_KEY = "{\"tenant\":\"a\",\"name\":\"n\"}";
  private static final ApiKey NEVER_SEEN = ApiKey.mint(Plan.LIVE, new SecureRandom());

  @Inject KeyRing ring;
  @Inject KeyDigest digest;

  @Test
  void get_demoKey_works() {
    with("ac_demo_test123").get("/api/guarded").then().statusCode(200);
  }

  @Test
  void get_keySeenBefore_works() {
    ApiKey seen = ApiKey.mint(Plan.LIVE, new SecureRandom());
    Caller holder = new Caller("seen", seen.id(), Caller.Role.LIVE, 500, 0);
    ring.add(seen.id(), new KnownKey(digest.of(seen.text()), holder));

    with(seen.text()).get("/api/guarded").then().statusCode(200).body(equalTo("seen/default"));
  }

  @Test
  void get_keyNeverSeen_is503Not401() {
    with(NEVER_SEEN.text())
        .get("/api/guarded")
        .then()
        .statusCode(503)
        .body("code", equalTo("STORE_UNAVAILABLE"))
        .time(lessThan(600L));
  }

  @Test
  void get_mistypedKey_is401() {
    with(NEVER_SEEN.text() + "x").get("/api/guarded").then().statusCode(401);
  }

  @Test
  void admin_anyChange_is503InTime() {
    asOperator()
        .body(NEW_KEY)
        .post("/api/admin/keys")
        .then()
        .statusCode(503)
        .body("code", equalTo("STORE_UNAVAILABLE"))
        .time(lessThan(600L));
    asOperator().delete("/api/admin/keys/" + NEVER_SEEN.id()).then().statusCode(503);
    asOperator().get("/api/admin/keys").then().statusCode(503);
  }

  @Test
  void admin_idempotentChange_is503() {
    asOperator()
        .header("Idempotency-Key", "k")
        .body(NEW_KEY)
        .post("/api/admin/keys")
        .then()
        .statusCode(503);
  }
}
