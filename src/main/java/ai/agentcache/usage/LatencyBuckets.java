package ai.agentcache.usage;

/**
 * The log-linear buckets of a latency: 27 octaves of 16 equal steps from 1.024 µs to 137 s. A value
 * is told by the middle of its bucket, which is at most 1/32 (3.2 %) away. Below and above the
 * range the first and the last bucket count.
 */
final class LatencyBuckets {

  static final int OCTAVES = 27;
  static final int STEPS = 16;
  static final int SIZE = OCTAVES * STEPS;

  private static final int FIRST_BITS = 10;
  private static final int STEP_BITS = 4;

  private LatencyBuckets() {}

  /** The bucket of a latency in nanoseconds. */
  static int index(long nanos) {
    if (nanos < 1L << FIRST_BITS) {
      return 0;
    }
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - FIRST_BITS;
    if (octave >= OCTAVES) {
      return SIZE - 1;
    }
    int step = (int) (nanos >>> (octave + FIRST_BITS - STEP_BITS)) & (STEPS - 1);
    return octave * STEPS + step;
  }

  /** The middle of a bucket, nanoseconds. */
  static long middle(int index) {
    int shift = index / STEPS + FIRST_BITS - STEP_BITS;
    long lowest = (long) (STEPS + index % STEPS) << shift;
    return lowest + (1L << shift) / 2;
  }
}
