package ai.agentcache.cache;

import ai.agentcache.cache.flight.Recording;

/**
 * An answer, and where it comes from.
 *
 * @param recording the answer; growing if it is being computed
 * @param state where it comes from
 * @param ageSeconds for how long it has been stored, 0 if it is being computed
 * @param ttlRemaining how many seconds it has to live
 * @param key its address
 * @param degraded whether it is past its life, or older than was asked for, and stands in for one
 *     that the provider failed to give
 */
public record Served(
    Recording recording,
    State state,
    long ageSeconds,
    long ttlRemaining,
    CacheKey key,
    boolean degraded) {

  /** The same as a makeshift. */
  Served asDegraded() {
    return new Served(recording, state, ageSeconds, ttlRemaining, key, true);
  }

  /** Where an answer comes from. */
  public enum State {
    /** From the cache, or complete and on its way there. */
    HIT,
    /** From the cache, in the last quarter of its life, or degraded. */
    STALE,
    /** Computed for this caller. */
    MISS,
    /** Computed for another caller at the same time, here or on another replica. */
    JOINED
  }
}
