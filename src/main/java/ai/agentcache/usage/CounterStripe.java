package ai.agentcache.usage;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The share of one thread (usually) in a counter. Adding and taking out are atomic for every number
 * on its own, so nothing is lost or counted twice, whoever does it.
 */
final class CounterStripe {

  /** Twice what is needed, so that two stripes do not share a cache line. */
  private final AtomicLongArray sums = new AtomicLongArray(2 * Metric.ALL.size());

  private final AtomicReferenceArray<AtomicLongArray> octaves =
      new AtomicReferenceArray<>(LatencyBuckets.OCTAVES);

  void add(Metric metric, long amount) {
    sums.getAndAdd(metric.index(), amount);
  }

  void latency(long nanos) {
    add(Metric.LATENCY, nanos);
    int bucket = LatencyBuckets.index(nanos);
    octave(bucket / LatencyBuckets.STEPS).getAndIncrement(bucket % LatencyBuckets.STEPS);
  }

  /** Moves everything to the totals. */
  void drainTo(Totals totals) {
    for (Metric metric : Metric.ALL) {
      totals.add(metric, sums.getAndSet(metric.index(), 0));
    }
    for (int octave = 0; octave < LatencyBuckets.OCTAVES; octave++) {
      drain(octave, totals.latencies());
    }
  }

  private void drain(int octave, LatencyHistogram latencies) {
    AtomicLongArray steps = octaves.get(octave);
    for (int step = 0; steps != null && step < LatencyBuckets.STEPS; step++) {
      long times = steps.get(step) == 0 ? 0 : steps.getAndSet(step, 0);
      if (times != 0) {
        latencies.add(octave * LatencyBuckets.STEPS + step, times);
      }
    }
  }

  private AtomicLongArray octave(int octave) {
    AtomicLongArray steps = octaves.get(octave);
    if (steps == null) {
      octaves.compareAndSet(octave, null, new AtomicLongArray(LatencyBuckets.STEPS));
      steps = octaves.get(octave);
    }
    return steps;
  }
}
