package ai.agentcache.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BreakerTest {

  private static final long DELAY = 100;

  private final Breaker breaker = new Breaker(3, DELAY);

  private void open(long now) {
    for (int i = 0; i < 3; i++) {
      breaker.failed(now);
    }
  }

  @Test
  void failed_fewerThanThreshold_staysClosed() {
    breaker.failed(0);
    breaker.failed(0);
    assertTrue(breaker.allows(0));
    assertEquals(Breaker.State.CLOSED, breaker.state());
  }

  @Test
  void succeeded_betweenFailures_startsCountingAnew() {
    breaker.failed(0);
    breaker.failed(0);
    breaker.succeeded();
    breaker.failed(0);
    breaker.failed(0);
    assertTrue(breaker.allows(0));
  }

  @Test
  void failed_thresholdReached_opensUntilDelayHasPassed() {
    open(10);
    assertFalse(breaker.allows(10));
    assertFalse(breaker.allows(10 + DELAY - 1));
    assertTrue(breaker.allows(10 + DELAY));
  }

  @Test
  void allows_halfOpen_letsOneProbePassPerDelay() {
    open(0);
    assertTrue(breaker.allows(DELAY));
    assertFalse(breaker.allows(DELAY + 1));
    assertTrue(breaker.allows(2 * DELAY));
  }

  @Test
  void failed_halfOpen_opensAgain() {
    open(0);
    assertTrue(breaker.allows(DELAY));
    breaker.failed(DELAY);
    assertEquals(Breaker.State.OPEN, breaker.state());
    assertFalse(breaker.allows(2 * DELAY - 1));
  }

  @Test
  void succeeded_halfOpen_closes() {
    open(0);
    assertTrue(breaker.allows(DELAY));
    breaker.succeeded();
    assertEquals(Breaker.State.CLOSED, breaker.state());
    assertTrue(breaker.allows(DELAY + 1));
  }
}
