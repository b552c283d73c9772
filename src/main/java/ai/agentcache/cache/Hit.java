package ai.agentcache.cache;

import ai.agentcache.usage.Counters;
import org.jspecify.annotations.Nullable;

/** An entry made ready to be answered, from memory again and again. */
final class Hit {

  private static final int OVERHEAD = 1_024;

  private final HitBody body;
  private final String keyText;
  private final Counters counters;
  private final boolean computed;
  private volatile @Nullable Kept kept;

  private Hit(HitBody body, String keyText, Counters counters) {
    this.body = body;
    this.keyText = keyText;
    this.counters = counters;
    this.computed = RecordedAnswer.isIn(body.entry());
  }

  static Hit of(Entry entry, Tier tier, Counters counters) {
    return new Hit(HitBody.of(entry, tier), entry.key().text(), counters);
  }

  /** The parts of the answer that stay the same. */
  HitBody body() {
    return body;
  }

  /** The key as clients see it. */
  String keyText() {
    return keyText;
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
