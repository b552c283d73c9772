package ai.agentcache.usage;

import java.util.Arrays;

/**
 * How long things took: counts by {@link LatencyBuckets}, taking memory only for octaves that
 * occurred. Not safe for use by several threads.
 */
final class LatencyHistogram {

  /** Sees the buckets that counted something. */
  interface Visitor {
    void visit(int bucket, long times);
  }

  private static final long[] NONE = new long[LatencyBuckets.STEPS];

  private final long[][] octaves = new long[LatencyBuckets.OCTAVES][];
  private long count;

  LatencyHistogram() {
    Arrays.fill(octaves, NONE);
  }

  /** Counts one latency, nanoseconds. */
  void record(long nanos) {
    add(LatencyBuckets.index(nanos), 1);
  }

  /** Adds to a bucket. */
  void add(int bucket, long times) {
    int octave = bucket / LatencyBuckets.STEPS;
    long[] steps = octaves[octave];
    if (steps == NONE) {
      steps = new long[LatencyBuckets.STEPS];
      octaves[octave] = steps;
    }
    steps[bucket % LatencyBuckets.STEPS] += times;
    count += times;
  }

  /** Adds everything the other has counted. */
  void merge(LatencyHistogram other) {
    other.forEach(this::add);
  }

  /** How many latencies were counted. */
  long count() {
    return count;
  }

  /**
   * The latency that the given share of all did not exceed (nearest rank), nanoseconds; 0 when
   * nothing was counted.
   *
   * @param share 0 to 1
   */
  long percentile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int bucket = 0; bucket < LatencyBuckets.SIZE; bucket++) {
      seen += at(bucket);
      if (seen >= rank) {
        return LatencyBuckets.middle(bucket);
      }
    }
    return 0;
  }

  long at(int bucket) {
    return octaves[bucket / LatencyBuckets.STEPS][bucket % LatencyBuckets.STEPS];
  }

  void forEach(Visitor visitor) {
    for (int octave = 0; octave < octaves.length; octave++) {
      if (octaves[octave] != NONE) {
        visit(octave, visitor);
      }
    }
  }

  private void visit(int octave, Visitor visitor) {
    int first = octave * LatencyBuckets.STEPS;
    for (int bucket = first; bucket < first + LatencyBuckets.STEPS; bucket++) {
      long times = at(bucket);
      if (times != 0) {
        visitor.visit(bucket, times);
      }
    }
  }
}
