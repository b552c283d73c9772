package ai.agentcache.upload.edge;

import ai.agentcache.upload.edge.Outliers.Track;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether an edge is used or, because it fails, is not for a while.
 *
 * <pre>
 *        failing                     time is over
 *  In ────────────► Out (30 s · n) ───────────────► In
 *  │                                                │
 *  └── used for 300 s: n begins anew ◄──────────────┘
 * </pre>
 */
sealed interface Ejection {

  /** The first time out; the n-th is n times as long. */
  Duration STEP = Duration.ofSeconds(30);

  /** The longest time out, and the time in use after which ejections are forgotten. */
  Duration LONGEST = Duration.ofMinutes(5);

  /** The state at a moment, time alone considered, with what is known of the edge then. */
  Ejection at(Instant now, Track known);

  /** Whether it is not used. */
  default boolean isOut() {
    return this instanceof Out;
  }

  /**
   * In use.
   *
   * @param times how often it was out
   * @param forgiven failures in a row that were known when it came back
   * @param before the successes and failures that were known when it came back
   * @param since when it came back
   */
  record In(int times, int forgiven, Estimate before, Instant since) implements Ejection {

    /** Never out. */
    static final In NEVER = new In(0, 0, Estimate.NONE, Instant.EPOCH);

    @Override
    public In at(Instant now, Track known) {
      boolean proven = !now.isBefore(since.plus(LONGEST));
      int pardoned = Math.min(forgiven, known.failuresInARow());
      return new In(proven ? 0 : times, pardoned, before, since);
    }

    /** What was seen of the edge since it came back. */
    Track fresh(Track known, Instant now, Duration halfLife) {
      Estimate old = before.decayed(EdgeState.left(since, now, halfLife));
      int failures = known.failuresInARow() - Math.min(forgiven, known.failuresInARow());
      return new Track(known.id(), failures, known.success().without(old));
    }

    /** Out of use. */
    Out eject(Instant now) {
      Duration time = STEP.multipliedBy(times + 1L);
      return new Out(times + 1, now.plus(time.compareTo(LONGEST) < 0 ? time : LONGEST));
    }
  }

  /**
   * Out of use.
   *
   * @param times how often it was, with this time
   * @param until when it comes back
   */
  record Out(int times, Instant until) implements Ejection {

    @Override
    public Ejection at(Instant now, Track known) {
      return now.isBefore(until)
          ? this
          : new In(times, known.failuresInARow(), known.success(), now);
    }
  }
}
