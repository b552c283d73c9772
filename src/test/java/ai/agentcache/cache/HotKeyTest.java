package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.cache.Served.State;
import ai.agentcache.redis.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Five hundred readers a second of an answer that lives for four, on two replicas. */
class HotKeyTest {

  private static final int TTL_SECONDS = 4;
  private static final int LIVES = 3;
  private static final int READS_PER_SECOND = 500;

  private final CacheKey key = SharingTest.key();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();

  @Test
  void getOrCompute_hotKeyThroughExpiry_isComputedAtMostOneAndAHalfTimesPerLife() throws Exception {
    try (TestRedis redis = new TestRedis();
        CacheReplica one = CacheReplica.reaching(redis.address(), Map.of());
        CacheReplica two = CacheReplica.reaching(redis.address(), Map.of())) {
      Upstream upstream = new Upstream(CacheReplica.VERTX, 200);
      long start = System.nanoTime();
      List<Long> readers =
          Stream.of(one, two)
              .map(
                  replica ->
                      CacheReplica.VERTX.setPeriodic(
                          2_000 / READS_PER_SECOND, timer -> read(replica, upstream)))
              .toList();
      long end = start + TimeUnit.SECONDS.toNanos(TTL_SECONDS * LIVES);
      while (System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      readers.forEach(CacheReplica.VERTX::cancelTimer);
      double perLife = (upstream.calls() - 1) / (double) LIVES;
      System.out.printf(
          "hot key: %d reads, %d computed, %.2f per life, %d waited after the first second%n",
          asked.get(), upstream.calls(), perLife, late.get());

      assertTrue(perLife <= 1.5, upstream.calls() + " computations in " + LIVES + " lives");
      assertTrue(perLife >= 0.9, upstream.calls() + " computations in " + LIVES + " lives");
      assertTrue(asked.get() > LIVES * TTL_SECONDS * READS_PER_SECOND * 0.8, asked + " reads");
      assertTrue(late.get() <= asked.get() / 100, late + " had to wait");
    }
  }

  private void read(CacheReplica replica, Upstream upstream) {
    int number = asked.incrementAndGet();
    Terms terms = replica.cache.terms().withTtl(TTL_SECONDS);
    replica
        .cache
        .getOrCompute(CacheReplica.ask(key, terms), upstream)
        .subscribe()
        .with(
            served -> {
              answered.incrementAndGet();
              State state = served.orElseThrow().state();
              if (number > READS_PER_SECOND && state != State.HIT && state != State.STALE) {
                late.incrementAndGet();
              }
            });
  }
}
