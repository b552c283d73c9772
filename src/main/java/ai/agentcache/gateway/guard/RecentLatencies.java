package ai.agentcache.gateway.guard;

import java.util.Arrays;
import java.util.OptionalLong;

/** How long the latest calls took, those of the last hour and no more than fit. */
final class RecentLatencies {

  static final int MOST = 512;

  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final long[] at = new long[MOST];
  private final long[] took = new long[MOST];
  private int next;
  private int size;

  /** A call took so many nanoseconds. */
  synchronized void add(long now, long nanos) {
    at[next] = now;
    took[next] = nanos;
    next = (next + 1) % MOST;
    size = Math.min(MOST, size + 1);
  }

  /** What the given share of them did not exceed, nanoseconds; nothing if there are none. */
  OptionalLong percentile(double share, long now) {
    long[] sorted = since(now - HOUR_NANOS);
    Arrays.sort(sorted);
    return sorted.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of(sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)]);
  }

  private synchronized long[] since(long begin) {
    long[] found = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (at[i] - begin >= 0) {
        found[count++] = took[i];
      }
    }
    return Arrays.copyOf(found, count);
  }
}
