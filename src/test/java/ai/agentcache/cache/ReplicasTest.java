package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.Served.State;
import ai.agentcache.redis.TestRedis;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas that share a Redis. */
class ReplicasTest {

  private static TestRedis redis;

  private final CacheKey key = SharingTest.key();
  private final Upstream upstream = new Upstream();
  private CacheReplica one;
  private CacheReplica two;

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
    one = CacheReplica.reaching(redis.address(), Map.of());
    two = CacheReplica.reaching(redis.address(), Map.of());
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  private Caller ask(CacheReplica where) {
    return Caller.of(where, where.ask(key), upstream);
  }

  /** Has a replica that is dead by now taken the lease. */
  private void takeLease(String millis) {
    one.send(
        Command.SET,
        "agentcache:lease:{" + one.ask(key).id() + "}",
        "a dead replica",
        "PX",
        millis);
  }

  @Test
  void getOrCompute_thousandColdRequests_computeOnce() {
    Upstream slow = new Upstream(CacheReplica.VERTX, 200);
    List<ContextInternal> contexts =
        IntStream.range(0, 4)
            .mapToObj(i -> ((VertxInternal) CacheReplica.VERTX).createEventLoopContext())
            .toList();
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger missed = new AtomicInteger();
    for (int i = 0; i < 1_000; i++) {
      CacheReplica where = i % 8 < 4 ? one : two;
      contexts
          .get(i % contexts.size())
          .runOnContext(
              v ->
                  where
                      .cache
                      .getOrCompute(where.ask(key), slow)
                      .invoke(
                          served -> {
                            if (served.orElseThrow().state() == State.MISS) {
                              missed.incrementAndGet();
                            }
                          })
                      .chain(served -> served.orElseThrow().recording().ended())
                      .subscribe()
                      .with(end -> answered.incrementAndGet()));
    }
    Caller.until(() -> answered.get() == 1_000);
    assertEquals(1, slow.calls());
    assertEquals(1, missed.get());
    Caller.until(() -> one.usage.hits() + two.usage.hits() == 999);
    assertEquals(1, one.usage.misses() + two.usage.misses());
  }

  @Test
  void getOrCompute_anotherReplicaComputes_waitsForItsAnswer() {
    Caller first = ask(one);
    Caller.until(() -> upstream.running() == 1);
    Caller second = ask(two);
    Caller.until(() -> two.computing.flights().size() == 1);
    upstream.answer("a");
    assertEquals(State.MISS, first.state());
    assertEquals(State.JOINED, second.state());
    assertEquals(List.of("\"a\""), second.read());
    assertEquals(1, upstream.calls());
  }

  @Test
  void getOrCompute_anotherReplicaComputesForLong_keepsItsLease() {
    try (CacheReplica brief = CacheReplica.reaching(redis.address(), Map.of("lease", "150ms"))) {
      Caller first = ask(brief);
      Caller.until(() -> upstream.running() == 1);
      Caller second = ask(two);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600);
      Caller.until(() -> System.nanoTime() > end);
      assertTrue(second.isWaiting());
      upstream.answer("a");
      assertEquals(State.JOINED, second.state());
      assertEquals(State.MISS, first.state());
      assertEquals(1, upstream.calls());
    }
  }

  @Test
  void getOrCompute_anotherReplicaFails_takesOver() {
    Caller first = ask(one);
    Caller.until(() -> upstream.running() == 1);
    Caller second = ask(two);
    upstream.fail(new IllegalArgumentException("broken"));
    first.failure();
    Caller.until(() -> upstream.calls() == 2 && upstream.running() == 1);
    upstream.answer("a");
    assertEquals(State.MISS, second.state());
  }

  @Test
  void getOrCompute_holderOfTheLeaseDied_takesOverInTime() {
    takeLease("3000");
    long start = System.nanoTime();
    Caller first = ask(one);
    Caller second = ask(two);
    Caller.until(() -> upstream.running() == 1);
    upstream.answer("a");
    assertEquals(List.of("\"a\""), first.read());
    assertEquals(List.of("\"a\""), second.read());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis < 5_000, "served after " + millis + " ms");
    assertEquals(1, upstream.calls());
  }

  @Test
  void getOrCompute_waitedLongEnough_computesItself() {
    takeLease("60000");
    try (CacheReplica hasty =
        CacheReplica.reaching(redis.address(), Map.of("lease-wait", "200ms"))) {
      Caller caller = ask(hasty);
      Caller.until(() -> upstream.running() == 1);
      upstream.answer("a");
      assertEquals(State.MISS, caller.state());
      Caller.until(() -> hasty.isStored(key));
    }
  }

  @Test
  void getOrCompute_leavesWhileWaiting_computesNothing() {
    takeLease("300");
    Caller caller = ask(one);
    caller.hangUp();
    Caller.until(() -> one.leases() == 0);
    Caller other = ask(two);
    Caller.until(() -> upstream.running() == 1);
    upstream.answer("a");
    assertEquals(State.MISS, other.state());
    assertEquals(1, upstream.calls());
  }

  @Test
  void getOrCompute_noCacheOnBoth_neitherWaits() {
    Terms fresh = one.cache.terms().withRead(false);
    Caller first = Caller.of(one, CacheReplica.ask(key, fresh), upstream);
    Caller.until(() -> upstream.running() == 1);
    Caller second = Caller.of(two, CacheReplica.ask(key, fresh), upstream);
    Caller.until(() -> upstream.running() == 2);
    upstream.answer("a");
    assertEquals(State.MISS, first.state());
    assertEquals(State.MISS, second.state());
  }
}
