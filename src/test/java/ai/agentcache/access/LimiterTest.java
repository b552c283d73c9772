package ai.agentcache.access;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.time.SystemClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole limiters, as replicas have them, over a real Redis that dies and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimiterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RealRedis server = new RealRedis();
  private final Replica one = new Replica(server);
  private final Replica two = new Replica(server);

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void admit_110QuickRequestsUnder100_admits100AndCountsDown() {
    Caller caller = caller(100, 0);
    for (int i = 0; i < 110; i++) {
      Admission admission = one.admit(caller);
      assertEquals(i < 100, admission.allowed());
      assertEquals(Math.max(0, 99 - i), admission.remaining());
      assertEquals(100, admission.limit());
      assertTrue(admission.allowed() || admission.retryAfterSeconds() >= 55);
    }
    assertEquals(new Quota(0, 100), one.quota(caller));
  }

  @Test
  void admit_110RequestsAtOnceUnder100_admits100() {
    Caller caller = caller(100, 0);
    List<CompletableFuture<Admission>> all =
        IntStream.range(0, 110)
            .mapToObj(i -> one.limiter.admit(caller).subscribeAsCompletionStage())
            .toList();
    assertEquals(100, all.stream().filter(f -> f.join().allowed()).count());
  }

  @ParameterizedTest
  @ValueSource(longs = {500, 5_000})
  void admit_twoReplicasHammeredForSeconds_admitsTheLimitInAll(long limit) {
    Caller caller = caller(limit, 0);
    long admitted = hammer(caller, Duration.ofMillis(2_500));
    assertTrue(admitted <= limit, "admitted " + admitted);
    assertTrue(admitted >= limit * 0.98, "admitted " + admitted);
  }

  @Test
  void admit_quotaSmallerThanTheWindow_isExactAcrossReplicas() {
    Caller caller = caller(5_000, 700);
    assertEquals(700, hammer(caller, Duration.ofMillis(1_500)));
    Admission refused = two.admit(caller);
    assertEquals(Admission.Cause.QUOTA, refused.cause());
    assertEquals(700, refused.quotaUsed());
    assertEquals(new Quota(700, 700), one.quota(caller));
  }

  @Test
  void admit_otherNameOrSubject_isAnotherLimit() {
    String subject = UUID.randomUUID().toString();
    assertTrue(one.admit("llm", subject, 1).allowed());
    assertFalse(one.admit("llm", subject, 1).allowed());
    assertFalse(two.admit("llm", subject, 1).allowed());
    assertTrue(one.admit("expensive", subject, 1).allowed());
    assertTrue(one.admit("llm", subject + "2", 1).allowed());
  }

  @Test
  void admit_redisDiesAndReturns_neverFailsAndChargesWhatWasAdmitted() throws IOException {
    Caller caller = caller(60, 1_000);
    for (int i = 0; i < 20; i++) {
      assertTrue(one.admit(caller).allowed());
    }
    server.die();
    for (int i = 0; i < 60; i++) {
      assertEquals(i < 40, one.admit(caller).allowed());
    }
    assertEquals(60, one.quota(caller).used());
    server.comeBack();
    RealRedis.until(() -> one.gateway.reachable() && two.gateway.reachable());
    RealRedis.until(
        () -> {
          one.limiter.sweep();
          return two.quota(caller).used() == 60;
        });
    Caller another = caller(60, 1_000);
    assertEquals(59, one.admit(another).remaining());
    assertEquals(58, two.admit(another).remaining());
  }

  private long hammer(Caller caller, Duration time) {
    LongAdder admitted = new LongAdder();
    long end = System.nanoTime() + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (Replica replica : List.of(one, two, one, two)) {
      threads.add(new Thread(() -> replica.hammer(caller, end, admitted)));
    }
    threads.forEach(Thread::start);
    threads.forEach(LimiterTest::join);
    return admitted.sum();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Caller caller(long limit, long quota) {
    String id = UUID.randomUUID().toString();
    return new Caller("tenant", id, Caller.Role.LIVE, limit, quota);
  }

  /** One replica: its own gateway, its own memory. */
  private static final class Replica {
    final RedisGateway gateway;
    final Limiter limiter;

    Replica(RealRedis server) {
      gateway = server.gateway();
      SystemClock clock = new SystemClock();
      LeaseStore store = new LeaseStore(gateway, clock);
      limiter =
          new Limiter(clock, store::lease, store::reachable, LimitsConfigTest.config(Map.of()));
    }

    Admission admit(Caller caller) {
      Admission admission = limiter.tryAdmit(caller);
      return admission != null ? admission : limiter.admit(caller).await().atMost(PATIENCE);
    }

    Admission admit(String name, String subject, long limit) {
      return limiter.admit(name, subject, limit).await().atMost(PATIENCE);
    }

    Quota quota(Caller caller) {
      return limiter.quota(caller).await().atMost(PATIENCE);
    }

    void hammer(Caller caller, long end, LongAdder admitted) {
      int turns = 0;
      while (System.nanoTime() < end) {
        if (requireNonNull(admit(caller)).allowed()) {
          admitted.increment();
        }
        if (++turns % 500 == 0) {
          limiter.sweep();
        }
      }
    }
  }
}
