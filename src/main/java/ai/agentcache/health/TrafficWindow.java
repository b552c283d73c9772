package ai.agentcache.health;

import java.util.ArrayDeque;

/**
 * Requests of the last minute, from totals that are read from time to time. Not safe for use by
 * several threads.
 */
final class TrafficWindow {

  private static final long WINDOW_NANOS = 60_000_000_000L;

  /**
   * What was counted since the start.
   *
   * @param requests answered
   * @param errors of those by the service's fault
   * @param timed those whose time is ours, not a provider's
   * @param millis what these took together
   * @param within how many of these took no longer than each of the bounds, ms
   */
  @SuppressWarnings("ArrayRecordComponent") // one that is handed on, and compared by nobody
  record Totals(long requests, long errors, long timed, double millis, long[] within) {

    private Totals minus(Totals other) {
      long[] rest = within.clone();
      for (int i = 0; i < Math.min(rest.length, other.within.length); i++) {
        rest[i] -= other.within[i];
      }
      return new Totals(
          requests - other.requests,
          errors - other.errors,
          timed - other.timed,
          millis - other.millis,
          rest);
    }
  }

  private record Reading(long nanos, Totals totals) {}

  private final double[] boundsMillis;
  private final ArrayDeque<Reading> readings = new ArrayDeque<>();

  /**
   * @param boundsMillis the bounds of the totals, ascending
   */
  TrafficWindow(double... boundsMillis) {
    this.boundsMillis = boundsMillis.clone();
  }

  /** Takes the totals of now. */
  void read(long now, Totals totals) {
    readings.addLast(new Reading(now, totals));
    while (readings.size() > 2 && now - readings.getFirst().nanos >= WINDOW_NANOS) {
      Reading first = readings.removeFirst();
      if (now - readings.getFirst().nanos < WINDOW_NANOS) {
        readings.addFirst(first);
        break;
      }
    }
  }

  /** What the window holds. */
  Traffic traffic() {
    if (readings.size() < 2) {
      return Traffic.NONE;
    }
    Reading first = readings.getFirst();
    Reading last = readings.getLast();
    Totals of = last.totals.minus(first.totals);
    if (of.requests <= 0) {
      return Traffic.NONE;
    }
    double minutes = (last.nanos - first.nanos) / (double) WINDOW_NANOS;
    return new Traffic(
        of.requests,
        of.requests / minutes,
        of.errors / (double) of.requests,
        of.timed == 0 ? 0 : of.millis / of.timed,
        percentile(of, 0.5),
        percentile(of, 0.95),
        percentile(of, 0.99));
  }

  /** The bound that at least this share of the requests kept; the last one for those beyond. */
  private double percentile(Totals of, double share) {
    if (of.timed == 0) {
      return 0;
    }
    for (int i = 0; i < boundsMillis.length; i++) {
      if (of.within[i] >= share * of.timed) {
        return boundsMillis[i];
      }
    }
    return boundsMillis[boundsMillis.length - 1];
  }
}
