package ai.agentcache.upload.edge;

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

  /** The state at a moment, time alone considered. */
  Ejection at(Instant now, int failuresInARow);

  /** Whether it is not used. */
  default boolean isOut() {
    return this instanceof Out;
  }

  /**
   * In use.
   *
   * @param times how often it was out
   * @param forgiven failures in a row that were known when it came back
   * @param since when it came back
   */
  record In(int times, int forgiven, Instant since) implements Ejection {

    /** Never out. */
    static final In NEVER = new In(0, 0, Instant.EPOCH);

    @Override
    public In at(Instant now, int failuresInARow) {
      boolean proven = !now.isBefore(since.plus(LONGEST));
      int pardoned = Math.min(forgiven, failuresInARow);
      return new In(proven ? 0 : times, pardoned, since);
    }

    /** Failures in a row since it came back. */
    int freshFailures(int failuresInARow) {
      return failuresInARow - Math.min(forgiven, failuresInARow);
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
    public Ejection at(Instant now, int failuresInARow) {
      return now.isBefore(until) ? this : new In(times, failuresInARow, until);
    }
  }
}
