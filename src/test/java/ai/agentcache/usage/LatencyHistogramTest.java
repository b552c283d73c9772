package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  private static LatencyHistogram of(List<Long> latencies) {
    LatencyHistogram histogram = new LatencyHistogram();
    latencies.forEach(histogram::record);
    return histogram;
  }

  @Property
  void middle_ofTheBucketOfAnyLatency_isWithinFivePercent(
      @ForAll @LongRange(min = 1_024, max = 100_000_000_000L) long nanos) {
    long middle = LatencyBuckets.middle(LatencyBuckets.index(nanos));
    assertTrue(Math.abs(middle - nanos) <= 0.05 * nanos, nanos + " is told as " + middle);
  }

  @Property
  void index_growsWithTheLatency(
      @ForAll @LongRange(min = 0, max = 200_000_000_000L) long a,
      @ForAll @LongRange(min = 0, max = 200_000_000_000L) long b) {
    assertEquals(
        a <= b,
        LatencyBuckets.index(Math.min(a, b)) <= LatencyBuckets.index(Math.max(a, b)) && a <= b);
  }

  @Property
  void percentile_isWithinFivePercentOfTheSortedList(
      @ForAll @Size(min = 1, max = 300)
          List<@LongRange(min = 1_024, max = 99_000_000_000L) Long> all,
      @ForAll @LongRange(min = 1, max = 100) long percent) {
    long exact =
        all.stream().sorted().toList().get((int) Math.ceil(percent / 100.0 * all.size()) - 1);
    long told = of(all).percentile(percent / 100.0);
    assertTrue(Math.abs(told - exact) <= 0.05 * exact, exact + " is told as " + told);
  }

  @Property
  void merge_equalsRecordingEverythingInOne(
      @ForAll List<@LongRange(min = 0, max = 200_000_000_000L) Long> a,
      @ForAll List<@LongRange(min = 0, max = 200_000_000_000L) Long> b) {
    LatencyHistogram merged = of(a);
    merged.merge(of(b));
    LatencyHistogram whole = of(a);
    b.forEach(whole::record);
    assertEquals(whole.count(), merged.count());
    for (int i = 0; i < LatencyBuckets.SIZE; i++) {
      assertEquals(whole.at(i), merged.at(i));
    }
  }

  @Test
  void index_outOfRange_countsAtTheEnds() {
    assertEquals(0, LatencyBuckets.index(-5));
    assertEquals(0, LatencyBuckets.index(0));
    assertEquals(LatencyBuckets.SIZE - 1, LatencyBuckets.index(Long.MAX_VALUE));
  }

  @Test
  void percentile_ofNothing_isZero() {
    assertEquals(0, new LatencyHistogram().percentile(0.99));
  }
}
