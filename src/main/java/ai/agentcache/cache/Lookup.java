package ai.agentcache.cache;

import org.jspecify.annotations.Nullable;

/**
 * What asking Redis came to.
 *
 * @param hit what was found, or null
 * @param degraded whether Redis could not be asked
 */
record Lookup(@Nullable Hit hit, boolean degraded) {

  static final Lookup MISS = new Lookup(null, false);
  static final Lookup DEGRADED = new Lookup(null, true);

  /** The computed answer that was found, if it is one. */
  @Nullable Kept kept() {
    return hit == null ? null : hit.kept();
  }
}
