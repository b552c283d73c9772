package ai.agentcache.cache;

/** What becomes of a computation for which nobody waits. */
public enum Abandoned {
  /** It goes on for a while, and its answer is stored. */
  FINISH,
  /** It is cancelled at once. */
  CANCEL
}
