package ai.agentcache.cache;

import ai.agentcache.usage.Counters;

/**
 * An entry made ready to be answered, from memory again and again.
 *
 * @param body the parts of the answer that stay the same
 * @param tier where it was found
 * @param counters where its use is counted
 */
record Hit(HitBody body, Tier tier, Counters counters) {

  private static final int OVERHEAD = 1_024;

  static Hit of(Entry entry, Tier tier, Counters counters) {
    return new Hit(HitBody.of(entry), tier, counters);
  }

  CharSequence keyText() {
    return body.keyText();
  }

  /** The same, found elsewhere. */
  Hit in(Tier other) {
    return new Hit(body, other, counters);
  }

  /** The answer as of now; see {@link HitBody#render}. */
  byte[] render(long nowMicros, long latencyNanos) {
    return body.render(tier, nowMicros, latencyNanos);
  }

  Entry entry() {
    return body.entry();
  }

  /** About how many bytes of memory it takes. */
  int weight() {
    return entry().response().length() + OVERHEAD;
  }
}
