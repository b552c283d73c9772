package ai.agentcache.cache;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The JSON answer of a hit. What never changes is made once per entry; an answer is then a few
 * copies and digits.
 */
public final class HitBody {
  private static final byte[] START = ascii("{\"hit\":true,\"response\":");
  private static final byte[] KEY = ascii(",\"key\":");
  private static final byte[] TIER = ascii(",\"tier\":\"");
  private static final byte[] CACHED_AT = ascii("\",\"cached_at\":\"");
  private static final byte[] AGE = ascii("\",\"age_seconds\":");
  private static final byte[] TOKENS = ascii(",\"tokens_saved\":");
  private static final byte[] COST = ascii(",\"cost_saved\":");
  private static final byte[] END = ascii("}");
  private static final byte[] TTL = ascii(",\"ttl_remaining\":");
  private static final byte[] FRESHNESS = ascii(",\"freshness\":\"");
  private static final byte[] LATENCY = ascii("\",\"latency_ms\":");

  private final Entry entry;
  private final AsciiString keyText;
  private final byte[] key;
  private final byte[] cachedAt;
  private final byte[] last;

  private HitBody(Entry entry, AsciiString keyText, byte[] key, byte[] cachedAt, byte[] last) {
    this.entry = entry;
    this.keyText = keyText;
    this.key = key;
    this.cachedAt = cachedAt;
    this.last = last;
  }

  /** The answer of one entry. */
  public static HitBody of(Entry entry) {
    String keyText = entry.key().text();
    byte[] key =
        new ByteBuilder(keyText.length() + 32).add(KEY).addString(keyText).add(TIER).toBytes();
    byte[] cachedAt =
        new ByteBuilder(96).add(CACHED_AT).add(cachedAt(entry.storedAtMicros())).add(AGE).toBytes();
    ByteBuilder last = new ByteBuilder(64).add(TOKENS).add(entry.usage().total());
    Decimals.addFixed(entry.costNanos(), 9, true, last.add(COST));
    return new HitBody(entry, new AsciiString(keyText), key, cachedAt, last.add(END).toBytes());
  }

  /** A time in microseconds since the epoch as ISO-8601, UTC; every hit from Redis has one. */
  public static String cachedAt(long epochMicros) {
    long seconds = epochMicros / 1_000_000;
    LocalDate day = LocalDate.ofEpochDay(seconds / 86_400);
    byte[] text = ascii("yyyy-MM-ddTHH:mm:ss.000000Z");
    Decimals.write(day.getYear(), text, 0, 4);
    Decimals.write(day.getMonthValue(), text, 5, 2);
    Decimals.write(day.getDayOfMonth(), text, 8, 2);
    Decimals.write(seconds / 3_600 % 24, text, 11, 2);
    Decimals.write(seconds / 60 % 60, text, 14, 2);
    Decimals.write(seconds % 60, text, 17, 2);
    Decimals.write(epochMicros % 1_000_000, text, 20, 6);
    return new String(text, StandardCharsets.ISO_8859_1);
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

  /** Its key as clients see it. */
  CharSequence keyText() {
    return keyText;
  }

  /**
   * The answer as of now.
   *
   * @param tier where it was found
   * @param nowMicros now, microseconds since the epoch
   * @param latencyNanos how long the look-up took
   */
  public byte[] render(Tier tier, long nowMicros, long latencyNanos) {
    ByteBuilder live = new ByteBuilder(128).add(entry.ageSeconds(nowMicros));
    live.add(TTL).add(entry.ttlRemaining(nowMicros));
    live.add(FRESHNESS).add(entry.freshness(nowMicros).label()).add(LATENCY);
    Decimals.addFixed(Math.max(0, latencyNanos) / 1_000, 3, false, live);
    JsonSlice response = entry.response();
    byte[] found = ascii(tier.label());
    int fixed = START.length + key.length + found.length + cachedAt.length + last.length;
    byte[] body = new byte[fixed + response.length() + live.length];
    int at = response.copyTo(body, put(START, START.length, body, 0));
    at = put(key, key.length, body, at);
    at = put(found, found.length, body, at);
    at = put(cachedAt, cachedAt.length, body, at);
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
