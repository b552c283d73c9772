package ai.agentcache.cache;

import ai.agentcache.usage.Counters;

/**
 * An entry made ready to be answered, from memory again and again.
 *
 * @param body the parts of the answer that stay the same
 * @param keyText the key as clients see it
 * @param counters where its use is counted
 */
record Hit(HitBody body, String keyText, Counters counters) {

  private static final int OVERHEAD = 1_024;

  static Hit of(Entry entry, Tier tier, Counters counters) {
    return new Hit(HitBody.of(entry, tier), entry.key().text(), counters);
  }

  Entry entry() {
    return body.entry();
  }

  /** About how many bytes of memory it takes. */
  int weight() {
    return entry().response().length() + OVERHEAD;
  }
}
