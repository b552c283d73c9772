package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.Served.State;
import ai.agentcache.redis.TestRedis;
import ai.agentcache.resilience.UpstreamException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are old: served while they are computed anew, or because that failed. */
class StaleTest {

  private static TestRedis redis;

  private final UpstreamException broken = new UpstreamException("overloaded");
  private final CacheKey key = SharingTest.key();
  private final Upstream upstream = new Upstream();
  private CacheReplica replica;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = new TestRedis();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @BeforeEach
  void open() throws Exception {
    redis.flush();
    replica = CacheReplica.reaching(redis.address(), Map.of());
  }

  @AfterEach
  void close() {
    replica.close();
  }

  private Caller ask(CacheReplica where, Terms terms) {
    return Caller.of(where, CacheReplica.ask(key, terms), upstream);
  }

  private Caller ask() {
    return ask(replica, terms());
  }

  private Terms terms() {
    return replica.cache.terms();
  }

  @Test
  void getOrCompute_lastQuarter_isServedAtOnceAndComputedAnew() {
    replica.seed(key, "old", 80, 100);
    Caller first = ask();
    assertEquals(State.STALE, first.state());
    assertFalse(first.served().degraded());
    assertEquals(List.of("\"old\""), first.read());
    Caller.until(() -> upstream.running() == 1);
    assertEquals(State.STALE, ask().state());

    upstream.answer("new");
    Caller.until(() -> ask().read().equals(List.of("\"new\"")));
    assertEquals(State.HIT, ask().state());
    assertEquals(1, upstream.calls());
    assertEquals(0, replica.usage.misses());
  }

  @Test
  void getOrCompute_lastQuarterOnTwoReplicas_isComputedOnce() {
    try (CacheReplica other = CacheReplica.reaching(redis.address(), Map.of())) {
      replica.seed(key, "old", 80, 100);
      for (int i = 0; i < 20; i++) {
        assertEquals(State.STALE, ask(i % 2 == 0 ? replica : other, terms()).state());
      }
      Caller.until(() -> upstream.running() == 1);
      upstream.answer("new");
      Caller.until(() -> ask(other, terms()).read().equals(List.of("\"new\"")));
      assertEquals(1, upstream.calls());
    }
  }

  @Test
  void getOrCompute_expiresWhileComputedAnew_joinsThat() {
    replica.seed(key, "old", 80, 100);
    assertEquals(State.STALE, ask().state());
    Caller.until(() -> upstream.running() == 1);
    replica.seed(key, "older", 200, 100);
    Caller.until(
        () ->
            replica.shelf.near(Entries.TENANT, key.redisKey(Entries.TENANT), System.nanoTime())
                == null);

    Caller late = ask();
    Caller.until(() -> upstream.calls() == 1);
    upstream.answer("new");
    assertEquals(List.of("\"new\""), late.read());
    assertEquals(1, upstream.calls());
  }

  @Test
  void getOrCompute_revalidateOff_isOnlyServed() {
    replica.seed(key, "old", 80, 100);
    assertEquals(State.STALE, ask(replica, terms().withRevalidate(false)).state());
    assertEquals(State.STALE, ask(replica, terms().withWrite(false)).state());
    try (CacheReplica calm =
        CacheReplica.reaching(redis.address(), Map.of("revalidate", "false"))) {
      assertEquals(State.STALE, ask(calm, terms()).state());
      assertEquals(0, calm.leases());
    }
    assertEquals(0, upstream.calls());
  }

  @Test
  void getOrCompute_computingAnewFails_isNotTriedAgainForAWhileAnywhere() {
    replica.seed(key, "old", 80, 100);
    try (CacheReplica other = CacheReplica.reaching(redis.address(), Map.of())) {
      assertEquals(State.STALE, ask().state());
      Caller.until(() -> upstream.running() == 1);
      upstream.fail(broken);
      // What is left is the rest of the lease.
      Caller.until(() -> replica.leases() == 1);
      for (int i = 0; i < 20; i++) {
        assertEquals(State.STALE, ask(i % 2 == 0 ? replica : other, terms()).state());
      }
      assertEquals(1, upstream.calls());
    }
  }

  @Test
  void getOrCompute_backoffIsOver_isTriedAgain() {
    try (CacheReplica hasty =
        CacheReplica.reaching(redis.address(), Map.of("refresh-backoff", "50ms"))) {
      replica.seed(key, "old", 80, 100);
      assertEquals(State.STALE, ask(hasty, terms()).state());
      Caller.until(() -> upstream.running() == 1);
      upstream.fail(broken);
      Caller.until(() -> ask(hasty, terms()).state() == State.STALE && upstream.calls() == 2);
    }
  }

  @Test
  void getOrCompute_computingAnewIsNotStorable_isNotTriedAgainForAWhile() {
    replica.seed(key, "old", 80, 100);
    assertEquals(State.STALE, ask().state());
    Caller.until(() -> upstream.running() == 1);
    upstream.head();
    upstream.end(false);
    Caller.until(() -> replica.leases() == 1);
    assertEquals(State.STALE, ask().state());
    assertEquals(1, upstream.calls());
    assertEquals(List.of("\"old\""), ask().read());
  }

  @Test
  void getOrCompute_upstreamFails_anOldAnswerStandsIn() {
    replica.seed(key, "old", 130, 100);
    Caller first = ask(replica, terms().withStaleIfError(60));
    Caller.until(() -> upstream.running() == 1);
    Caller joined = ask(replica, terms().withStaleIfError(60));
    upstream.fail(broken);
    for (Caller caller : List.of(first, joined)) {
      assertEquals(State.STALE, caller.state());
      assertTrue(caller.served().degraded());
      assertEquals(0, caller.served().ttlRemaining());
      assertTrue(caller.served().ageSeconds() >= 130);
      assertEquals(List.of("\"old\""), caller.read());
    }
    assertEquals(2, replica.usage.hits());
    assertEquals(0, replica.usage.misses());
  }

  @Test
  void getOrCompute_upstreamFailsAndAnswerIsTooOld_fails() {
    replica.seed(key, "old", 170, 100);
    Caller caller = ask(replica, terms().withStaleIfError(60));
    Caller.until(() -> upstream.running() == 1);
    upstream.fail(broken);
    assertEquals(broken, caller.failure());
    assertEquals(1, replica.usage.misses());
  }

  @Test
  void getOrCompute_upstreamFailsAndNobodyAskedForOldAnswers_fails() {
    replica.seed(key, "old", 130, 100);
    Caller caller = ask();
    Caller.until(() -> upstream.running() == 1);
    upstream.fail(broken);
    assertEquals(broken, caller.failure());
  }

  @Test
  void getOrCompute_requestIsRefused_noOldAnswerStandsIn() {
    replica.seed(key, "old", 130, 100);
    Caller caller = ask(replica, terms().withStaleIfError(60));
    Caller.until(() -> upstream.running() == 1);
    upstream.fail(new IllegalArgumentException("refused"));
    assertEquals("refused", caller.failure().getMessage());
  }

  @Test
  void getOrCompute_noCacheAndUpstreamFails_theStoredAnswerStandsIn() {
    replica.seed(key, "old", 10, 100);
    Caller caller = ask(replica, terms().withRead(false).withStaleIfError(60));
    Caller.until(() -> upstream.running() == 1);
    upstream.fail(broken);
    assertTrue(caller.served().degraded());
    assertEquals(List.of("\"old\""), caller.read());
  }

  @Test
  void getOrCompute_invalidatedAndUpstreamFails_fails() {
    replica.seed(key, "old", 130, 100);
    replica.shelf.invalidate(Entries.TENANT, Selector.ALL, 0).await().indefinitely();
    Caller caller = ask(replica, terms().withStaleIfError(60));
    Caller.until(() -> upstream.running() == 1);
    upstream.fail(broken);
    assertEquals(broken, caller.failure());
  }
}
