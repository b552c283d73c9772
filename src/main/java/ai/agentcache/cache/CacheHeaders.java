package ai.agentcache.cache;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** The header fields that every answer of the cache carries. */
final class CacheHeaders {

  private static final CharSequence CACHE = AsciiString.cached("X-Cache");
  private static final CharSequence KEY = AsciiString.cached("X-Cache-Key");
  private static final CharSequence AGE = AsciiString.cached("Age");
  private static final CharSequence HIT = AsciiString.cached("HIT");
  private static final CharSequence STALE = AsciiString.cached("STALE");
  private static final CharSequence MISS = AsciiString.cached("MISS");
  private static final CharSequence ZERO = AsciiString.cached("0");

  private CacheHeaders() {}

  static void hit(HttpServerResponse response, Hit hit, long nowMicros) {
    Entry entry = hit.entry();
    boolean fresh = entry.freshness(nowMicros) == Entry.Freshness.FRESH;
    response.headers().set(CACHE, fresh ? HIT : STALE).set(KEY, hit.keyText());
    response.headers().set(AGE, Long.toString(entry.ageSeconds(nowMicros)));
  }

  static void miss(HttpServerResponse response, @Nullable CacheKey key) {
    response.headers().set(CACHE, MISS).set(AGE, ZERO);
    if (key != null) {
      response.headers().set(KEY, key.text());
    }
  }
}
