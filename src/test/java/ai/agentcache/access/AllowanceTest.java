package ai.agentcache.access;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.access.Admission.Cause;
import java.time.YearMonth;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private static final long START = 1_790_000_000_250L;

  private final SharedWindows redis = new SharedWindows();

  @Test
  void take_nothingLeased_asksRedis() {
    assertNull(allowance(10, 0).take(START));
  }

  @Test
  void lease_firstRequest_asksForExactlyOne() {
    Allowance allowance = allowance(10, 0);
    LeaseCall call = allowance.lease(START, 1);
    assertEquals(1, call.needed());
    assertEquals(0, call.extra());
  }

  @Test
  void take_leased_countsDown() {
    Allowance allowance = allowance(10, 0);
    granted(allowance, START, 3);
    for (long left = 9; left >= 7; left--) {
      Admission admission = requireNonNull(allowance.take(START + 1));
      assertTrue(admission.allowed());
      assertEquals(left, admission.remaining());
    }
    assertNull(allowance.take(START + 1));
  }

  @Test
  void take_secondIsOver_givesTheRestBack() {
    Allowance allowance = allowance(10, 0);
    granted(allowance, START, 3);
    allowance.take(START + 1);
    assertNotNull(allowance.take(START + 749));
    assertNull(allowance.take(START + 750));
    assertTrue(allowance.owes(START + 750));
    assertEquals(List.of(-1L), List.copyOf(allowance.settle(START + 751).changes().values()));
    assertTrue(allowance.square());
  }

  @Test
  void answered_redisClockDiffers_leaseEndsWithTheSecondOfRedis() {
    Allowance allowance = allowance(10, 0);
    LeaseCall call = allowance.lease(START, 2);
    allowance.answered(call, redis.answer(call, START + 5_600), START + 10);
    assertNotNull(allowance.take(START + 149));
    assertNull(allowance.take(START + 150));
  }

  @Test
  void take_refused_saysWhenAndAsksAgainAfterASecond() {
    Allowance allowance = allowance(2, 0);
    granted(allowance, START, 2);
    allowance.take(START);
    allowance.take(START);
    granted(allowance, START, 1);
    Admission refused = requireNonNull(allowance.take(START + 1));
    assertFalse(refused.allowed());
    assertEquals(Cause.RATE, refused.cause());
    assertEquals(0, refused.remaining());
    assertEquals(61, refused.retryAfterSeconds());
    assertEquals(60, requireNonNull(allowance.take(START + 999)).retryAfterSeconds());
    assertNull(allowance.take(START + 1_000));
  }

  @Test
  void terms_raisedWhileRefused_asksAgain() {
    Allowance allowance = allowance(1, 0);
    granted(allowance, START, 2);
    allowance.take(START);
    assertNotNull(allowance.take(START));
    allowance.terms(2, 0);
    assertNull(allowance.take(START));
  }

  @Test
  void take_quotaUsedUp_isRefusedUntilTheMonthEnds() {
    long lastSecond = QuotaMonth.start(YearMonth.of(2026, 12)) * 1_000 - 1_000;
    Allowance allowance = allowance(10, 1);
    granted(allowance, lastSecond, 2);
    assertTrue(requireNonNull(allowance.take(lastSecond)).allowed());
    Admission refused = requireNonNull(allowance.take(lastSecond));
    assertEquals(Cause.QUOTA, refused.cause());
    assertEquals(1, refused.quotaUsed());
    assertEquals(1, refused.retryAfterSeconds());
    granted(allowance, lastSecond + 1_000, 1);
    assertTrue(requireNonNull(allowance.take(lastSecond + 1_000)).allowed());
  }

  @Test
  void runsLow_afterABigLease_onlyNearItsEnd() {
    Allowance allowance = allowance(100_000, 0);
    granted(allowance, START, 400);
    for (int i = 0; i < 400; i++) {
      allowance.take(START);
    }
    LeaseCall call = granted(allowance, START, 1);
    assertTrue(call.extra() > 200 && call.extra() <= 400);
    allowance.take(START);
    assertFalse(allowance.runsLow());
    for (long i = 0; i < call.extra() * 9 / 10; i++) {
      allowance.take(START);
    }
    assertTrue(allowance.runsLow());
  }

  @Test
  void standAlone_thenRedisIsBack_chargesWhatWasAdmitted() {
    Allowance allowance = allowance(3, 100);
    granted(allowance, START, 2);
    allowance.take(START);
    allowance.standAlone(START + 1);
    assertTrue(requireNonNull(allowance.take(START + 10)).allowed());
    assertTrue(requireNonNull(allowance.take(START + 2_000)).allowed());
    Admission refused = requireNonNull(allowance.take(START + 2_001));
    assertEquals(Cause.RATE, refused.cause());
    assertEquals(3, refused.quotaUsed());
    assertTrue(allowance.probes(START + 2_001));
    LeaseCall probe = allowance.settle(START + 2_002);
    assertFalse(allowance.probes(START + 2_003));
    assertTrue(probe.changes().isEmpty());
    allowance.answered(probe, redis.answer(probe, START + 2_002), START + 2_003);
    assertEquals(new Quota(100, 3), allowance.quota());
    settle(allowance, redis, START + 2_003, 0);
    assertEquals(3, redis.used());
    assertEquals(3, redis.used("2026-09"));
    assertEquals(new Quota(100, 3), allowance.quota());
    assertNull(allowance.take(START + 2_004));
  }

  @Test
  void standAlone_quotaKnown_isKept() {
    Allowance allowance = allowance(10, 2);
    granted(allowance, START, 1);
    allowance.take(START);
    allowance.standAlone(START);
    assertTrue(requireNonNull(allowance.take(START)).allowed());
    assertEquals(Cause.QUOTA, requireNonNull(allowance.take(START)).cause());
  }

  /** One replica with leases decides each request as a single window asked each time would. */
  @Property(tries = 500)
  void take_oneReplica_equalsASingleWindow(
      @ForAll @Size(max = 300) List<@IntRange(max = 2_500) Integer> pauses,
      @ForAll @IntRange(min = 1, max = 100) int burst,
      @ForAll @LongRange(min = 1, max = 300) long limit,
      @ForAll @LongRange(min = -5_000, max = 5_000) long skew) {
    SharedWindows shared = new SharedWindows();
    SlidingWindow single = new SlidingWindow();
    Allowance allowance = allowance(limit, 1_000_000);
    long now = START;
    long admitted = 0;
    for (int i = 0; i < pauses.size(); i++) {
      now += i % burst == 0 ? pauses.get(i) : 0;
      Admission admission = decide(allowance, shared, now, skew);
      long second = (now + skew) / 1_000;
      assertEquals(single.take(second, limit, 1) == 1, admission.allowed());
      assertEquals(single.remaining(second, limit), admission.remaining());
      assertEquals(single.resetAtMillis(second), admission.resetAtMillis());
      admitted += admission.allowed() ? 1 : 0;
      assertEquals(admitted, admission.quotaUsed());
    }
    settle(allowance, shared, now + 1_000, skew);
    assertEquals(admitted, shared.used("2026-09"));
  }

  /** However replicas mix, what they admit in a second is at most what Redis counts in it. */
  @Property(tries = 300)
  void take_threeReplicas_neverMoreThanTheLimit(
      @ForAll @Size(min = 50, max = 400) List<@IntRange(max = 5_999) Integer> steps,
      @ForAll @LongRange(min = 1, max = 200) long limit) {
    SharedWindows shared = new SharedWindows();
    List<Allowance> replicas =
        List.of(allowance(limit, 0), allowance(limit, 0), allowance(limit, 0));
    SlidingWindow admitted = new SlidingWindow();
    long now = START;
    for (int step : steps) {
      now += step / 3 < 1_600 ? step / 300 : step;
      for (int i = 0; i < 1 + step % 7; i++) {
        if (decide(replicas.get(step % 3), shared, now, 0).allowed()) {
          assertEquals(1, admitted.take(now / 1_000, limit, 1));
        }
      }
    }
  }

  private static Allowance allowance(long limit, long quota) {
    Allowance allowance = new Allowance();
    allowance.terms(limit, quota);
    return allowance;
  }

  private LeaseCall granted(Allowance allowance, long now, long needed) {
    LeaseCall call = allowance.lease(now, needed);
    allowance.answered(call, redis.answer(call, now), now);
    return call;
  }

  private static Admission decide(Allowance allowance, SharedWindows redis, long now, long skew) {
    Admission admission = allowance.take(now);
    if (admission == null) {
      LeaseCall call = allowance.lease(now, 1);
      allowance.answered(call, redis.answer(call, now + skew), now);
      admission = allowance.decide(now);
    }
    return requireNonNull(admission);
  }

  private static void settle(Allowance allowance, SharedWindows redis, long now, long skew) {
    LeaseCall call = allowance.settle(now);
    allowance.answered(call, redis.answer(call, now + skew), now);
  }
}
