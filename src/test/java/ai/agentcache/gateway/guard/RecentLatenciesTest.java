package ai.agentcache.gateway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecentLatenciesTest {

  private static final long HOUR = 3_600_000_000_000L;

  private final RecentLatencies latencies = new RecentLatencies();

  @Test
  void percentile_ofNothing_isEmpty() {
    assertEquals(OptionalLong.empty(), latencies.percentile(0.5, 0));
  }

  @Test
  void percentile_isThatOfTheLastHour() {
    latencies.add(0, 9_000);
    for (int i = 1; i <= 100; i++) {
      latencies.add(HOUR, i);
    }
    assertEquals(OptionalLong.of(9_000), latencies.percentile(1, HOUR));
    assertEquals(OptionalLong.of(100), latencies.percentile(1, HOUR + 1));
    assertEquals(OptionalLong.of(50), latencies.percentile(0.5, HOUR + 1));
    assertEquals(OptionalLong.of(95), latencies.percentile(0.95, HOUR + 1));
    assertEquals(OptionalLong.empty(), latencies.percentile(0.5, 2 * HOUR + 1));
  }

  @Test
  void percentile_ofMoreThanFit_isThatOfTheLatest() {
    for (int i = 0; i < RecentLatencies.MOST; i++) {
      latencies.add(0, 9_000);
    }
    for (int i = 0; i < RecentLatencies.MOST; i++) {
      latencies.add(1, 5);
    }
    assertEquals(OptionalLong.of(5), latencies.percentile(1, 1));
  }
}
