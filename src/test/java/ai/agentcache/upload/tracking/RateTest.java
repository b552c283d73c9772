package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateTest {

  private static final long SECOND = 1_000_000_000L;

  private final Rate rate = new Rate();

  @Test
  void perSecond_beforeTwoObservations_isNothing() {
    assertTrue(rate.perSecond().isEmpty());
    rate.observe(5, 100);
    rate.observe(5, 200);
    assertTrue(rate.perSecond().isEmpty());
    assertTrue(rate.secondsFor(10).isEmpty());
  }

  @Test
  void perSecond_steadyGrowth_isItsRateFromTheStart() {
    for (int i = 0; i < 30; i++) {
      rate.observe(i * SECOND / 2, 1_000L * i);
      if (i > 0) {
        assertEquals(2_000, rate.perSecond().orElseThrow(), 1e-6);
      }
    }
    assertEquals(5, rate.secondsFor(10_000).orElseThrow(), 1e-6);
  }

  @Test
  void perSecond_change_isFollowedByTheTimeThatPassed() {
    for (int i = 0; i <= 100; i++) {
      rate.observe(i * SECOND, 100L * i);
    }
    rate.observe(110 * SECOND, 10_000);
    assertEquals(100 / Math.E, rate.perSecond().orElseThrow(), 0.1);
  }

  @Test
  void secondsFor_standstill_isNothing() {
    rate.observe(0, 10);
    rate.observe(SECOND, 10);
    assertEquals(0, rate.perSecond().orElseThrow());
    assertTrue(rate.secondsFor(1).isEmpty());
  }
}
