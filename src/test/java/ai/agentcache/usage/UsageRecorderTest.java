package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.time.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageRecorderTest {

  private final ManualClock clock = ManualClock.at("2026-03-14T15:09:26Z");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UsageRecorder recorder =
      new UsageRecorder(
          clock, new UsageMetrics(registry), Samples.config(Map.of("max-dimensions", "10")));

  private Totals drained() {
    recorder.drain();
    Totals sum = new Totals();
    recorder.outbox(Samples.TENANT).rows().forEach(row -> sum.merge(row.totals()));
    return sum;
  }

  @Test
  void drain_afterEveryKindOfEvent_hasTheirSums() {
    Dimensions dimensions = Samples.dimensions("default", "gpt-4o");
    recorder.hit(dimensions, 1_000_000, 100, 250_000);
    recorder.miss(dimensions, 3_000_000);
    recorder.stored(dimensions, new TokenUsage(70, 30), 500_000);
    Totals sum = drained();
    assertEquals(3, sum.get(Metric.EVENTS));
    assertEquals(1, sum.get(Metric.HITS));
    assertEquals(1, sum.get(Metric.MISSES));
    assertEquals(100, sum.get(Metric.TOKENS_SAVED));
    assertEquals(250_000, sum.get(Metric.COST_SAVED));
    assertEquals(100, sum.get(Metric.TOKENS_STORED));
    assertEquals(500_000, sum.get(Metric.COST_STORED));
    assertEquals(4_000_000, sum.get(Metric.LATENCY));
    assertEquals(2, sum.latencies().count());
  }

  @Test
  void drain_placesRowsInTheCurrentMinute() {
    recorder.miss(Samples.dimensions("default", "gpt-4o"), 1);
    recorder.drain();
    clock.advance(Duration.ofMinutes(1));
    recorder.miss(Samples.dimensions("default", "gpt-4o"), 1);
    recorder.drain();
    List<Long> times =
        recorder.outbox(Samples.TENANT).rows().stream().map(UsageRow::time).sorted().toList();
    assertEquals(60, times.get(1) - times.get(0));
    assertEquals(0, times.get(0) % 60);
  }

  @Test
  void drain_whileManyThreadsCount_losesAndDoublesNothing() throws InterruptedException {
    Dimensions dimensions = Samples.dimensions("default", "gpt-4o");
    List<Thread> threads = new ArrayList<>();
    int each = 100_000;
    for (int t = 0; t < 8; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  recorder.hit(dimensions, 1_000 + i, 3, 7);
                }
              });
      threads.add(thread);
      thread.start();
    }
    while (threads.stream().anyMatch(Thread::isAlive)) {
      recorder.drain();
      recorder.sweep();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Totals sum = drained();
    assertEquals(8L * each, sum.get(Metric.HITS));
    assertEquals(8L * each * 3, sum.get(Metric.TOKENS_SAVED));
    assertEquals(8L * each, sum.latencies().count());
  }

  @Test
  void handle_heldAfterItWasForgotten_stillCounts() {
    Dimensions dimensions = Samples.dimensions("default", "gpt-4o");
    Counters held = recorder.handle(dimensions);
    assertSame(held, recorder.handle(dimensions));
    clock.advance(Duration.ofSeconds(11));
    recorder.sweep();
    assertNotSame(held, recorder.handle(dimensions));
    held.hit(1, 5, 0);
    recorder.handle(dimensions).hit(1, 5, 0);
    assertEquals(10, drained().get(Metric.TOKENS_SAVED));
  }

  @Test
  void handle_beyondTheLimit_countsAsOtherOfTheNamespaceAndThenOfTheTenant() {
    for (int i = 0; i < 100; i++) {
      recorder.miss(Samples.dimensions("n" + i % 50, "m" + i), 1);
    }
    recorder.drain();
    List<UsageRow> rows = recorder.outbox(Samples.TENANT).rows();
    assertTrue(rows.size() <= 21, rows.size() + " rows");
    assertEquals(100, rows.stream().mapToLong(r -> r.totals().get(Metric.MISSES)).sum());
    assertTrue(rows.stream().anyMatch(r -> r.dimensions().namespace().equals("~other")));
    assertTrue(
        rows.stream()
            .anyMatch(
                r ->
                    r.dimensions().namespace().startsWith("n")
                        && r.dimensions().model().equals("other")));
  }

  @Test
  void handle_withHostileParts_countsUnderHarmlessOnes() {
    Dimensions hostile =
        new Dimensions(Samples.TENANT, "default", "", "a\u001fb\n" + "x".repeat(500), "\ud800");
    Dimensions counted = recorder.handle(hostile).dimensions();
    assertEquals("a?b?" + "x".repeat(124), counted.model());
    assertEquals("-", counted.provider());
    assertEquals("?", counted.agentType());
  }

  @Test
  void drain_movesTheMetrics() {
    recorder.hit(Samples.dimensions("default", "gpt-4o"), 2_000_000, 5, 2_000_000_000);
    recorder.miss(Samples.dimensions("default", "gpt-4o"), 4_000_000);
    recorder.drain();
    assertEquals(
        1, registry.get("agentcache.cache.requests").tag("result", "hit").counter().count());
    assertEquals(
        1, registry.get("agentcache.cache.requests").tag("result", "miss").counter().count());
    assertEquals(2, registry.get("agentcache.usage.cost.saved.usd").counter().count(), 1e-9);
    assertEquals(2, registry.get("agentcache.cache.latency").functionTimer().count());
    assertEquals(1, registry.get("agentcache.usage.pending").gauge().value());
  }
}
