package ai.agentcache.cache.flight;

/**
 * Counts who waits for a computation, and says what becomes of it when nobody does. Times are
 * nanoseconds of one clock. Not safe for use by several threads.
 */
final class Attendance {

  /** What becomes of the computation. */
  enum Verdict {
    /** Somebody waits. */
    GO_ON,
    /** It may end in peace, if it does so soon. */
    FINISH,
    /** It ends now. */
    CANCEL
  }

  private boolean finishes;
  private final long patience;
  private int present;
  private boolean storing;
  private long emptySince;

  /**
   * @param finishes whether a computation whose answer would be stored is finished for nobody
   * @param patience how long that may take
   */
  Attendance(boolean finishes, long patience) {
    this.finishes = finishes;
    this.patience = patience;
  }

  /** Somebody begins to wait, who does or does not want the answer stored. */
  void enter(boolean store) {
    present++;
    storing |= store;
  }

  /** Nobody has to wait: the answer is computed to be stored. */
  void unattended(long now) {
    storing = true;
    finishes = true;
    emptySince = now;
  }

  /**
   * Somebody waits no more.
   *
   * @param worthFinishing whether the computation is under way and its answer can be stored
   */
  Verdict leave(long now, boolean worthFinishing) {
    present--;
    if (present > 0) {
      return Verdict.GO_ON;
    }
    emptySince = now;
    return finishes && storing && worthFinishing ? Verdict.FINISH : Verdict.CANCEL;
  }

  boolean isEmpty() {
    return present == 0;
  }

  /** Whether somebody who waits, or has waited, wants the answer stored. */
  boolean isStoring() {
    return storing;
  }

  /** Whether nobody has waited for longer than there is patience. */
  boolean isOverdue(long now) {
    return present == 0 && now - emptySince >= patience;
  }
}
