package ai.agentcache.cache;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.cache.flight.Recording;

/**
 * A computed answer that was stored.
 *
 * @param entry what was stored
 * @param recording the answer in it, complete
 * @param tookMillis how long it took to compute
 */
record Kept(Entry entry, Recording recording, long tookMillis) {

  Piece.End end() {
    return recording.end();
  }

  /** Whether it was stored so lately, or is so little past its life, and at all. */
  boolean isWithin(long secondsPastLife, long nowMicros) {
    return (nowMicros - entry.expiresAt()) / 1_000_000 < secondsPastLife;
  }
}
