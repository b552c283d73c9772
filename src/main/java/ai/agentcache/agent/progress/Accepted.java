package ai.agentcache.agent.progress;

/**
 * That an update is safe.
 *
 * @param outcome what became of it
 * @param batchId the batch it belongs to; empty unless it was taken
 * @param epochMillis when it was taken
 */
record Accepted(Outcome outcome, String batchId, long epochMillis) {

  /** What became of an update. */
  enum Outcome {
    /** It waits to be applied. */
    NEW,
    /** It was taken before. */
    AGAIN,
    /** Its id stands for another update. */
    OTHER,
    /** Too many updates wait. */
    FULL
  }

  static Accepted refused(Outcome outcome) {
    return new Accepted(outcome, "", 0);
  }
}
