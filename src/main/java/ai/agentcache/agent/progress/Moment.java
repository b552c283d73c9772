package ai.agentcache.agent.progress;

import java.util.Comparator;

/**
 * When an update was accepted, by the clock of Redis: the id of its entry in the stream, which no
 * other update of its user has.
 *
 * @param millis milliseconds since the epoch
 * @param sequence which of those of the same millisecond
 */
record Moment(long millis, long sequence) implements Comparable<Moment> {

  private static final Comparator<Moment> ORDER =
      Comparator.comparingLong(Moment::millis).thenComparingLong(Moment::sequence);

  /** Reads the id of an entry, {@code millis-sequence}. */
  static Moment parse(String id) {
    int dash = id.indexOf('-');
    return new Moment(
        Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
  }

  /** After all that was accepted in this millisecond. */
  static Moment endOf(long millis) {
    return new Moment(millis, Long.MAX_VALUE);
  }

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }
}
