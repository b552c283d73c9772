package ai.agentcache.usage;

import java.util.Arrays;

/** Sums of what was counted. Adding up is its only change. Not safe for use by several threads. */
final class Totals {

  private final long[] sums = new long[Metric.ALL.size()];
  private final LatencyHistogram latencies = new LatencyHistogram();

  long get(Metric metric) {
    return sums[metric.index()];
  }

  Totals add(Metric metric, long amount) {
    sums[metric.index()] += amount;
    return this;
  }

  LatencyHistogram latencies() {
    return latencies;
  }

  Totals merge(Totals other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    latencies.merge(other.latencies);
    return this;
  }

  /** Of an event that is being counted some numbers may come with one drain, some with the next. */
  boolean isEmpty() {
    return Arrays.stream(sums).allMatch(sum -> sum == 0) && latencies.count() == 0;
  }

  /** Hits and misses. */
  long requests() {
    return get(Metric.HITS) + get(Metric.MISSES);
  }
}
