package ai.agentcache.access;

import static ai.agentcache.access.Operator.asOperator;
import static ai.agentcache.access.Operator.idOf;
import static ai.agentcache.access.Operator.minted;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.time.ManualClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Widget tokens as several replicas see them, which share nothing but Postgres. */
@QuarkusTest
class WidgetTokensTest {

  @Inject Operator operator;
  @Inject WidgetSeal seal;
  @Inject WidgetTokenStore store;

  private final ManualClock clock = new ManualClock(Instant.now());

  @BeforeEach
  void schema() {
    operator.awaitSchema();
  }

  private WidgetTokens replica() {
    return new WidgetTokens(seal, store, clock);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }

  private static Caller caller(String keyId) {
    return new Caller("widget-tokens", keyId, Caller.Role.LIVE, 500, 0);
  }

  private static WidgetTokens.Minted mint(WidgetTokens replica, String keyId) {
    NewWidgetToken wish = new NewWidgetToken("shop", null, Duration.ofHours(1));
    return await(replica.mint(caller(keyId), wish));
  }

  private static boolean opens(WidgetTokens replica, WidgetTokens.Minted minted) {
    return await(replica.check(minted.text())).isPresent();
  }

  @Test
  void revoked_byOneReplica_isRefusedThereAtOnceAndElsewhereAfterARefresh() {
    WidgetTokens here = replica();
    WidgetTokens there = replica();
    WidgetTokens.Minted minted = mint(here, "some-key");
    assertTrue(opens(here, minted));
    assertTrue(opens(there, minted));

    await(here.revoke(caller("some-key"), minted.token().id()));

    assertFalse(opens(here, minted));
    await(there.refresh());
    assertFalse(opens(there, minted));
    await(here.refresh());
    assertFalse(opens(here, minted));
    assertFalse(opens(replica(), minted));
  }

  @Test
  void revokedKey_endsTheTokensItMade() {
    String keyId = idOf(minted("widget-tokens"));
    WidgetTokens replica = replica();
    WidgetTokens.Minted minted = mint(replica, keyId);
    assertTrue(opens(replica, minted));

    asOperator().delete("/api/admin/keys/" + keyId).then().statusCode(200);
    await(replica.refresh());

    assertFalse(opens(replica, minted));
  }

  @Test
  void token_afterItsLife_isRefused() {
    WidgetTokens replica = replica();
    WidgetTokens.Minted minted = mint(replica, "some-key");
    clock.advance(Duration.ofMinutes(59));
    assertTrue(opens(replica, minted));

    clock.advance(Duration.ofMinutes(1));

    assertFalse(opens(replica, minted));
  }
}
