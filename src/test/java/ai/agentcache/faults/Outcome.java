package ai.agentcache.faults;

/** What became of one request. */
enum Outcome {
  /** Answered from the cache, with the right value. */
  HIT,
  /** Answered rightly, otherwise than by a hit. */
  OTHER,
  /** Answered without its store, and saying so. */
  DEGRADED,
  /** Answered with something that must never be answered. */
  WRONG,
  /** Given up by the client, as it meant to. */
  ABORTED,
  /** No connection, no whole answer, or none in the time that the client was patient. */
  BROKEN
}
