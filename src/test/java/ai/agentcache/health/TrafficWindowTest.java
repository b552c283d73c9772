package ai.agentcache.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.health.TrafficWindow.Totals;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {

  private static final long SECOND = 1_000_000_000L;

  private final TrafficWindow window = new TrafficWindow(1, 10, 100);

  @Test
  void traffic_atFirst_isNone() {
    assertEquals(Traffic.NONE, window.traffic());
    window.read(0, totals(5, 0, 5, 5, 5, 5));
    assertEquals(Traffic.NONE, window.traffic());
  }

  @Test
  void traffic_sinceTheFirstReading_isCounted() {
    window.read(0, totals(100, 50, 1_000, 100, 100, 100));
    window.read(30 * SECOND, totals(200, 60, 3_000, 150, 198, 200));
    Traffic traffic = window.traffic();
    assertEquals(100, traffic.requests());
    assertEquals(200, traffic.perMinute(), 1e-9);
    assertEquals(0.1, traffic.errorRate(), 1e-9);
    assertEquals(20, traffic.meanMillis(), 1e-9);
    assertEquals(1, traffic.p50Millis());
    assertEquals(10, traffic.p95Millis());
    assertEquals(100, traffic.p99Millis());
  }

  @Test
  void traffic_beyondAMinute_isForgotten() {
    window.read(0, totals(0, 0, 0, 0, 0, 0));
    window.read(10 * SECOND, totals(1_000, 1_000, 1_000, 0, 0, 0));
    for (int second = 20; second <= 70; second += 10) {
      window.read(
          second * SECOND, totals(1_000 + second, 1_000, 1_000 + second, second, second, second));
    }
    Traffic traffic = window.traffic();
    assertEquals(70, traffic.requests());
    assertEquals(0, traffic.errorRate());
    assertEquals(70, traffic.perMinute(), 1e-9);
  }

  @Test
  void traffic_slowerThanAllBounds_isTheLast() {
    window.read(0, totals(0, 0, 0, 0, 0, 0));
    window.read(SECOND, totals(10, 0, 50_000, 0, 0, 0));
    assertEquals(100, window.traffic().p50Millis());
  }

  @Test
  void traffic_thatWaitsForProviders_isCountedAndNotTimed() {
    window.read(0, new Totals(0, 0, 0, 0, new long[] {0, 0, 0}));
    window.read(SECOND, new Totals(10, 0, 4, 8, new long[] {2, 4, 4}));
    assertEquals(10, window.traffic().requests());
    assertEquals(2, window.traffic().meanMillis());
    assertEquals(1, window.traffic().p50Millis());
    window.read(2 * SECOND, new Totals(20, 0, 4, 8, new long[] {2, 4, 4}));
    window.read(62 * SECOND, new Totals(30, 0, 4, 8, new long[] {2, 4, 4}));
    assertEquals(0, window.traffic().meanMillis());
    assertEquals(0, window.traffic().p99Millis());
  }

  private static Totals totals(long requests, long errors, double millis, long... within) {
    return new Totals(requests, errors, requests, millis, within);
  }
}
