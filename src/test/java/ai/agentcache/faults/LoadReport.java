package ai.agentcache.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a load measured. Times are milliseconds unless their name says otherwise. */
record LoadReport(List<Sample> samples) {

  LoadReport {
    samples = List.copyOf(samples);
  }

  /** The part whose requests were due from one moment, inclusive, to another, exclusive. */
  LoadReport between(long fromNanos, long toNanos) {
    return where(sample -> sample.due() - fromNanos >= 0 && sample.due() - toNanos < 0);
  }

  /** The part that had ended by a moment. */
  LoadReport endedBefore(long nanos) {
    return where(sample -> sample.end() - nanos < 0);
  }

  private LoadReport where(Predicate<Sample> which) {
    return new LoadReport(samples.stream().filter(which).toList());
  }

  int count() {
    return samples.size();
  }

  long count(Outcome outcome) {
    return samples.stream().filter(sample -> sample.outcome() == outcome).count();
  }

  long answers(int status) {
    return samples.stream().filter(sample -> sample.status() == status).count();
  }

  /** Answers of the server that are its own failures. */
  long serverErrors() {
    return samples.stream().filter(sample -> sample.status() >= 500).count();
  }

  /** The latency that this share of the answered requests did not exceed; 0 without any. */
  double percentile(double share) {
    long[] sorted =
        samples.stream()
            .filter(sample -> sample.status() != 0)
            .mapToLong(Sample::latency)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }

  double max() {
    return percentile(1);
  }

  /** How long after a moment the first such outcome was there; infinite if it never was. */
  double millisUntil(Outcome outcome, long afterNanos) {
    return samples.stream()
        .filter(sample -> sample.outcome() == outcome && sample.end() - afterNanos >= 0)
        .mapToDouble(sample -> (sample.end() - afterNanos) / 1e6)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  @Override
  public String toString() {
    Map<String, Long> kinds =
        samples.stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.outcome() + " " + s.status(), TreeMap::new, Collectors.counting()));
    return "%d requests %s, p50 %.1f p99 %.1f max %.1f ms"
        .formatted(count(), kinds, percentile(0.5), percentile(0.99), max());
  }
}
