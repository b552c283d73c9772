package ai.agentcache.cache.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.TestGateways;
import ai.agentcache.redis.TestRedis;
import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Vertx VERTX = Vertx.vertx();
  private static TestRedis redis;
  private static LeaseStore store;

  private final String id = UUID.randomUUID().toString();
  private Leases leases;

  @BeforeAll
  static void start() throws Exception {
    redis = new TestRedis();
    RedisGateway gateway = TestGateways.open(VERTX, redis.address());
    until(gateway::reachable);
    store = new LeaseStore(gateway);
  }

  @BeforeEach
  void open() {
    leases = new Leases(VERTX, store, Duration.ofSeconds(60));
  }

  @AfterAll
  static void end() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "did not happen within " + PATIENCE);
      Thread.onSpinWait();
    }
  }

  @Test
  void take_nobodyHasIt_once() {
    assertTrue(await(leases.take(id)).isPresent());
    assertEquals(Optional.empty(), await(leases.take(id)));
    assertEquals(Optional.empty(), await(leases.takeUnlessResting(id)));
    assertTrue(await(leases.take(id + "'")).isPresent());
  }

  @Test
  void release_own_isFreeAgain() {
    await(leases.takeUnlessResting(id)).orElseThrow().release(0);
    until(() -> await(leases.take(id)).isPresent());
  }

  @Test
  void release_ofAnother_isRefused() {
    assertTrue(await(store.take(id, "mine", 60_000)));
    assertFalse(await(store.release(id, "theirs", 0)));
    assertFalse(await(store.renew(id, "theirs", 60_000)));
    assertTrue(await(store.renew(id, "mine", 60_000)));
    assertTrue(await(store.release(id, "mine", 0)));
    assertFalse(await(store.release(id, "mine", 0)));
  }

  @Test
  void release_toRest_isFreeOnlyForThoseWhoMustHaveIt() {
    await(leases.take(id)).orElseThrow().release(60_000);
    until(() -> await(leases.take(id)).isPresent());
    await(store.release(id, "theirs", 0));
    assertEquals(Optional.empty(), await(leases.takeUnlessResting(id)));
  }

  @Test
  void takeUnlessResting_restIsOver_takes() {
    await(leases.take(id)).orElseThrow().release(30);
    until(() -> await(leases.takeUnlessResting(id)).isPresent());
  }

  @Test
  void take_holderDied_afterItsTime() {
    assertTrue(await(store.take(id, "dead", 100)));
    until(() -> await(leases.take(id)).isPresent());
  }

  @Test
  void keep_longerThanItsTime_isStillHeld() {
    Lease lease = await(new Leases(VERTX, store, Duration.ofMillis(200)).take(id)).orElseThrow();
    lease.keep();
    long end = System.nanoTime() + Duration.ofMillis(700).toNanos();
    until(() -> System.nanoTime() > end || await(leases.take(id)).isPresent());
    assertTrue(System.nanoTime() > end, "another has got it");
    lease.release(0);
    until(() -> await(leases.take(id)).isPresent());
  }

  @Test
  void take_redisAway_isUnavailable() throws Exception {
    LeaseStore away = new LeaseStore(TestGateways.open(VERTX, TestRedis.nowhere()));
    Leases none = new Leases(VERTX, away, Duration.ofSeconds(1));
    assertThrows(UnavailableException.class, () -> await(none.take(id)));
    assertThrows(UnavailableException.class, () -> await(none.takeUnlessResting(id)));
  }
}
