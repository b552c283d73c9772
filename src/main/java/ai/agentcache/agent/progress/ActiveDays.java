package ai.agentcache.agent.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The days, UTC, on which there were updates of a user, as runs of consecutive days; of many runs
 * the latest are kept.
 *
 * @param runs in the order of time, with a gap between any two
 */
record ActiveDays(List<Run> runs) {

  static final ActiveDays NONE = new ActiveDays(List.of());

  private static final int KEPT = 64;
  private static final long DAY_MILLIS = 86_400_000;

  /**
   * Consecutive days.
   *
   * @param first days since the epoch
   * @param last days since the epoch, not before the first
   */
  record Run(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  ActiveDays {
    runs = List.copyOf(runs);
  }

  /** The day of a moment. */
  static ActiveDays of(long epochMillis) {
    long day = day(epochMillis);
    return new ActiveDays(List.of(new Run(day, day)));
  }

  /** Days since the epoch, UTC. */
  static long day(long epochMillis) {
    return Math.floorDiv(epochMillis, DAY_MILLIS);
  }

  /** The days of both. */
  ActiveDays plus(ActiveDays other) {
    List<Run> all = new ArrayList<>(runs);
    all.addAll(other.runs);
    all.sort(Comparator.comparingLong(Run::first));
    List<Run> joined = new ArrayList<>();
    for (Run run : all) {
      Run before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before == null || run.first() > before.last() + 1) {
        joined.add(run);
      } else {
        joined.set(joined.size() - 1, new Run(before.first(), Math.max(before.last(), run.last())));
      }
    }
    return new ActiveDays(joined.subList(Math.max(0, joined.size() - KEPT), joined.size()));
  }

  /** How many days in a row it has been, today or yesterday being the last; 0 otherwise. */
  long current(long today) {
    return runs.isEmpty() || last() < today - 1 ? 0 : runs.get(runs.size() - 1).length();
  }

  /** The most days in a row. */
  long longest() {
    return runs.stream().mapToLong(Run::length).max().orElse(0);
  }

  /** The last of the days; there has to be one. */
  long last() {
    return runs.get(runs.size() - 1).last();
  }
}
