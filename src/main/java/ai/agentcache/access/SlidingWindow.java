package ai.agentcache.access;

import static java.lang.Math.max;
import static java.lang.Math.min;

/**
 * A count of requests over one minute, in buckets of one second. A request holds its place in its
 * own second and the 60 after it: no 60 seconds ever see more than the limit, and a place is free
 * again less than a second late. Not safe for use by many threads.
 *
 * <p>Seconds are those of the epoch; one that lies before the newest seen counts as the newest.
 */
final class SlidingWindow {

  private static final int BUCKETS = 61;

  private final long[] counts = new long[BUCKETS];
  private long newest;
  private long used;

  /** Admits up to {@code wanted} requests; returns how many. */
  long take(long second, long limit, long wanted) {
    advance(second);
    long granted = min(wanted, max(0, limit - used));
    put(granted);
    return granted;
  }

  /** Counts requests that were admitted elsewhere, whatever the limit. */
  void add(long second, long count) {
    advance(second);
    put(count);
  }

  /** Requests that may still be admitted. */
  long remaining(long second, long limit) {
    advance(second);
    return max(0, limit - used);
  }

  /** Requests admitted in one second of the last minute. */
  long count(long second) {
    return second > newest || second <= newest - BUCKETS ? 0 : counts[slot(second)];
  }

  /** When the last request leaves if no more come, epoch milliseconds; now if there are none. */
  long resetAtMillis(long second) {
    advance(second);
    for (long at = newest; at > newest - BUCKETS; at--) {
      if (counts[slot(at)] > 0) {
        return leavesAtMillis(at);
      }
    }
    return second * 1_000;
  }

  /** When a place is free again, epoch milliseconds. */
  long retryAtMillis(long second, long limit) {
    advance(second);
    long left = used;
    for (long at = newest - BUCKETS + 1; at < newest; at++) {
      left -= counts[slot(at)];
      if (left < limit) {
        return leavesAtMillis(at);
      }
    }
    return leavesAtMillis(newest);
  }

  private void put(long count) {
    counts[slot(newest)] += count;
    used += count;
  }

  private void advance(long second) {
    if (second <= newest) {
      return;
    }
    long first = max(newest + 1, second - BUCKETS + 1);
    for (long at = first; at <= second; at++) {
      used -= counts[slot(at)];
      counts[slot(at)] = 0;
    }
    newest = second;
  }

  private static long leavesAtMillis(long second) {
    return (second + BUCKETS) * 1_000;
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) BUCKETS);
  }
}
