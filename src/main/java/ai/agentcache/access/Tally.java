package ai.agentcache.access;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Redis does not know yet: requests admitted without asking (+) and leased ones that were not
 * used (-), by second. Bounded: when there are many seconds, the oldest of a month become one.
 */
final class Tally {

  private static final int MAX_SECONDS = 64;

  private TreeMap<Long, Long> changes = new TreeMap<>();
  private long sum;

  void add(long second, long change) {
    sum += change;
    changes.merge(second, change, Tally::plus);
    if (changes.size() > MAX_SECONDS) {
      fold();
    }
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** All changes added up. */
  long sum() {
    return sum;
  }

  /** Hands over everything and starts anew. */
  SortedMap<Long, Long> drain() {
    TreeMap<Long, Long> drained = changes;
    if (!drained.isEmpty()) {
      changes = new TreeMap<>();
      sum = 0;
    }
    return drained;
  }

  /** The oldest are out of the window by now; only their month still counts. */
  private void fold() {
    Long previous = null;
    for (Long second : changes.keySet()) {
      if (previous != null && QuotaMonth.same(previous, second)) {
        long moved = changes.remove(previous);
        changes.merge(second, moved, Tally::plus);
        return;
      }
      previous = second;
    }
  }

  private static Long plus(Long one, Long other) {
    return one + other;
  }
}
