package ai.agentcache.cache;

import ai.agentcache.usage.Counters;
import org.jspecify.annotations.Nullable;

/** An entry made ready to be answered, from memory again and again. */
final class Hit {

  private static final int OVERHEAD = 1_024;

  private final HitBody body;
  private final Tier tier;
  private final Counters counters;
  private final boolean computed;
  private volatile @Nullable Kept kept;

  private Hit(HitBody body, Tier tier, Counters counters) {
    this.body = body;
    this.tier = tier;
    this.counters = counters;
    this.computed = RecordedAnswer.isIn(body.entry());
  }

  static Hit of(Entry entry, Tier tier, Counters counters) {
    return new Hit(HitBody.of(entry), tier, counters);
  }

  /** The same, found elsewhere. */
  Hit in(Tier other) {
    return new Hit(body, other, counters);
  }

  /** The answer as of now; see {@link HitBody#render}. */
  byte[] render(long nowMicros, long latencyNanos) {
    return body.render(tier, nowMicros, latencyNanos);
  }

  /** The key as clients see it. */
  CharSequence keyText() {
    return body.keyText();
  }

  /** Where its use is counted. */
  Counters counters() {
    return counters;
  }

  Entry entry() {
    return body.entry();
  }

  /** The computed answer it holds, read once; null if it holds another kind of value. */
  @Nullable Kept kept() {
    Kept known = kept;
    if (known == null && computed) {
      known = RecordedAnswer.read(entry()).orElse(null);
      kept = known;
    }
    return known;
  }

  /** About how many bytes of memory it takes; a computed answer with its recording and forms. */
  int weight() {
    int length = entry().response().length();
    return (computed ? (int) Math.min(Integer.MAX_VALUE / 2, 3L * length) : length) + OVERHEAD;
  }
}
