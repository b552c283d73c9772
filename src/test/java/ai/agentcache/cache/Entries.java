package ai.agentcache.cache;

import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Entries to test with. */
final class Entries {
  static final String TENANT = "acme";

  /** 2026-01-02T03:04:05.678901Z. */
  static final long STORED_AT = 1_767_323_045_678_901L;

  static final CacheKey KEY =
      new CacheKey("ns", "ollama", "llama3:8b", "0123456789abcdef".repeat(4));

  private Entries() {}

  /** An entry with this response, kept for 100 s. */
  static Entry of(String response) {
    return of(KEY, TENANT, response);
  }

  static Entry of(CacheKey key, String tenant, String response) {
    return new Entry(
        key,
        new Dimensions(tenant, key.namespace(), key.provider(), key.model(), "coder"),
        JsonSlice.ofValid(response.getBytes(StandardCharsets.UTF_8)),
        STORED_AT,
        100,
        List.of("a", "b"),
        new TokenUsage(120, 30),
        true,
        1_234_500);
  }

  /** Any entry. */
  static Entry random(long seed) {
    Random random = new Random(seed);
    String words = "\"" + "lorem ipsum ".repeat(random.nextInt(3) * random.nextInt(800)) + "\"";
    String response =
        random.nextBoolean() ? words : new RandomJson(seed).spell(new RandomJson(seed).value());
    CacheKey key =
        new CacheKey("n" + random.nextInt(9), "p:" + random.nextInt(9), "m", hash(random));
    return new Entry(
        key,
        new Dimensions(TENANT, key.namespace(), "p", "-", "t" + random.nextInt(9)),
        JsonSlice.ofValid(response.getBytes(StandardCharsets.UTF_8)),
        random.nextLong() >>> 8,
        1 + random.nextInt(Integer.MAX_VALUE),
        random.ints(random.nextInt(17), 0, 99).mapToObj(tag -> "tag" + tag).toList(),
        new TokenUsage(random.nextInt(Integer.MAX_VALUE), random.nextInt(Integer.MAX_VALUE)),
        random.nextBoolean(),
        random.nextLong() >>> 8);
  }

  private static String hash(Random random) {
    return Sha256.hex(Long.toString(random.nextLong()));
  }
}
