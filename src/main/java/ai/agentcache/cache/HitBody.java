package ai.agentcache.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The JSON answer of a hit. What never changes is made once per entry and tier; an answer is then
 * two copies and a few digits.
 */
public final class HitBody {
  private static final byte[] START = ascii("{\"hit\":true,\"response\":");
  private static final byte[] TTL = ascii(",\"ttl_remaining\":");
  private static final byte[] FRESHNESS = ascii(",\"freshness\":\"");
  private static final byte[] LATENCY = ascii("\",\"latency_ms\":");

  private final Entry entry;
  private final byte[] middle;
  private final byte[] last;

  private HitBody(Entry entry, byte[] middle, byte[] last) {
    this.entry = entry;
    this.middle = middle;
    this.last = last;
  }

  /** The answer of one entry, found in one tier. */
  public static HitBody of(Entry entry, Tier tier) {
    ByteBuilder middle =
        new ByteBuilder(256)
            .add(",\"key\":")
            .addString(entry.key().text())
            .add(",\"tier\":\"" + tier.label() + "\",\"cached_at\":\"")
            .add(cachedAt(entry.storedAtMicros()))
            .add("\",\"age_seconds\":");
    ByteBuilder last = new ByteBuilder(64).add(",\"tokens_saved\":").add(entry.usage().total());
    Decimals.addFixed(entry.costNanos(), 9, true, last.add(",\"cost_saved\":"));
    return new HitBody(entry, middle.toBytes(), last.add("}").toBytes());
  }

  /** A time in microseconds since the epoch as ISO-8601, UTC. */
  public static String cachedAt(long epochMicros) {
    return Instant.ofEpochSecond(epochMicros / 1_000_000, epochMicros % 1_000_000 * 1_000)
        .toString();
  }

  /** The answer to a look-up that found nothing. */
  public static byte[] missBody(CacheKey key) {
    return new ByteBuilder(256)
        .add("{\"hit\":false,\"key\":")
        .addString(key.text())
        .add("}")
        .toBytes();
  }

  /** The entry that it answers with. */
  public Entry entry() {
    return entry;
  }

  /**
   * The answer as of now.
   *
   * @param nowMicros now, microseconds since the epoch
   * @param latencyNanos how long the look-up took
   */
  public byte[] render(long nowMicros, long latencyNanos) {
    ByteBuilder live = new ByteBuilder(128).add(entry.ageSeconds(nowMicros));
    live.add(TTL).add(entry.ttlRemaining(nowMicros));
    live.add(FRESHNESS).add(entry.freshness(nowMicros).label()).add(LATENCY);
    Decimals.addFixed(Math.max(0, latencyNanos) / 1_000, 3, false, live);
    JsonSlice response = entry.response();
    byte[] body =
        new byte[START.length + response.length() + middle.length + live.length + last.length];
    int at = response.copyTo(body, put(START, START.length, body, 0));
    at = put(middle, middle.length, body, at);
    at = put(live.bytes, live.length, body, at);
    put(last, last.length, body, at);
    return body;
  }

  private static int put(byte[] from, int length, byte[] to, int at) {
    System.arraycopy(from, 0, to, at, length);
    return at + length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
