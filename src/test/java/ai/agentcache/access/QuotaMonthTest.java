package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotaMonthTest {

  @Test
  void resetsAt_lastMomentOfTheYear_isTheFirstOfTheNext() {
    assertEquals(
        Instant.parse("2027-01-01T00:00:00Z"),
        QuotaMonth.resetsAt(Instant.parse("2026-12-31T23:59:59.999Z")));
  }

  @Test
  void resetsAt_firstMomentOfAMonth_isAMonthAway() {
    assertEquals(
        Instant.parse("2028-03-01T00:00:00Z"),
        QuotaMonth.resetsAt(Instant.parse("2028-02-01T00:00:00Z")));
  }

  @Test
  void same_bothSidesOfMidnight_differs() {
    long first = Instant.parse("2026-12-01T00:00:00Z").getEpochSecond();
    assertFalse(QuotaMonth.same(first - 1, first));
    assertTrue(QuotaMonth.same(first, first + 86_400));
  }
}
