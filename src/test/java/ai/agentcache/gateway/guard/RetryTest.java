package ai.agentcache.gateway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final long SECOND = 1_000_000_000;

  private final Backoff backoff = new Backoff(200, 5_000);

  @Test
  void pauseMillis_ofFurtherRetries_isDrawnFromADoublingBound() {
    assertEquals(OptionalLong.of(0), backoff.pauseMillis(1, 0, 0));
    assertEquals(OptionalLong.of(100), backoff.pauseMillis(1, 0, 0.5));
    assertEquals(OptionalLong.of(200), backoff.pauseMillis(2, 0, 0.5));
    assertEquals(OptionalLong.of(400), backoff.pauseMillis(3, 0, 0.5));
    assertEquals(OptionalLong.of(2_500), backoff.pauseMillis(60, 0, 0.5));
  }

  @Test
  void pauseMillis_whenTheProviderAsksForOne_isNoLess() {
    assertEquals(OptionalLong.of(3_100), backoff.pauseMillis(1, 3_000, 0.5));
    assertEquals(OptionalLong.empty(), backoff.pauseMillis(1, 5_001, 0.5));
  }

  @Test
  void retry_underManyRequests_isOneInFive() {
    RetryBudget budget = new RetryBudget(0.2, 10);
    int allowed = 0;
    for (int i = 0; i < 1_000; i++) {
      budget.request(i);
      allowed += budget.retry(i) ? 1 : 0;
    }
    assertEquals(200, allowed);
  }

  @Test
  void retry_underFewRequests_isAllowedAFewTimes() {
    RetryBudget budget = new RetryBudget(0.2, 2);
    budget.request(0);
    assertTrue(budget.retry(0));
    assertTrue(budget.retry(0));
    assertFalse(budget.retry(0));
    assertFalse(budget.retry(50 * SECOND));
    assertTrue(budget.retry(61 * SECOND), "a minute later it is forgotten");
  }

  @Test
  void retry_afterALongSilence_startsAnew() {
    RetryBudget budget = new RetryBudget(0.2, 1);
    assertTrue(budget.retry(0));
    assertTrue(budget.retry(100_000 * SECOND));
    assertFalse(budget.retry(100_000 * SECOND));
  }
}
