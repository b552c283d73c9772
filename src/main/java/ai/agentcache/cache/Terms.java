package ai.agentcache.cache;

import java.util.List;

/**
 * On what terms a caller takes an answer.
 *
 * @param read whether a stored answer will do; false is {@code no-cache}
 * @param write whether the answer may be stored; false is {@code no-store}
 * @param onlyIfCached whether nothing is to be computed
 * @param maxAgeSeconds a stored answer will do for so long after it was stored; 0 is as {@code
 *     no-cache}
 * @param ttlSeconds how long to keep the answer; no more than the service allows
 * @param staleIfErrorSeconds how long past its life an answer will do when the provider fails
 * @param tags names to invalidate it by, at most 16 of at most 128 visible ASCII characters
 * @param revalidate whether an answer in the last quarter of its life is computed anew behind it
 */
public record Terms(
    boolean read,
    boolean write,
    boolean onlyIfCached,
    long maxAgeSeconds,
    int ttlSeconds,
    long staleIfErrorSeconds,
    List<String> tags,
    boolean revalidate) {

  /** An age that no answer has. */
  public static final long ANY_AGE = Long.MAX_VALUE;

  private static final int MOST_TAGS = 16;

  /** Takes a copy of the tags. */
  public Terms {
    if (ttlSeconds < 1 || maxAgeSeconds < 0 || staleIfErrorSeconds < 0) {
      throw new IllegalArgumentException("a time to live is 1 s or more, an age 0 or more");
    }
    tags = List.copyOf(tags);
    if (tags.size() > MOST_TAGS || !tags.stream().allMatch(Terms::isTag)) {
      throw new IllegalArgumentException("at most 16 tags of 1 to 128 visible ASCII characters");
    }
  }

  private static boolean isTag(String tag) {
    return !tag.isEmpty() && tag.length() <= 128 && tag.chars().allMatch(c -> c > 32 && c < 127);
  }

  /**
   * Whether any stored answer will do: one that must be of no age at all need not be looked for.
   */
  boolean reads() {
    return read && maxAgeSeconds > 0;
  }

  /** Whether a stored answer will do. */
  boolean accept(Entry entry, long nowMicros) {
    long age = nowMicros - entry.storedAtMicros();
    return reads() && !entry.isExpired(nowMicros) && age / 1_000_000 < maxAgeSeconds;
  }

  /** What holds unless the caller says otherwise. */
  public static Terms of(CacheConfig config) {
    return new Terms(
        true,
        true,
        false,
        ANY_AGE,
        (int) config.defaultTtl().toSeconds(),
        0,
        List.of(),
        config.revalidate());
  }

  /** The same, whether or not a stored answer will do. */
  public Terms withRead(boolean value) {
    return new Terms(
        value,
        write,
        onlyIfCached,
        maxAgeSeconds,
        ttlSeconds,
        staleIfErrorSeconds,
        tags,
        revalidate);
  }

  /** The same, whether or not the answer may be stored. */
  public Terms withWrite(boolean value) {
    return new Terms(
        read,
        value,
        onlyIfCached,
        maxAgeSeconds,
        ttlSeconds,
        staleIfErrorSeconds,
        tags,
        revalidate);
  }

  /** The same, whether or not something may be computed. */
  public Terms withOnlyIfCached(boolean value) {
    return new Terms(
        read, write, value, maxAgeSeconds, ttlSeconds, staleIfErrorSeconds, tags, revalidate);
  }

  /** The same with another greatest age, seconds. */
  public Terms withMaxAge(long seconds) {
    return new Terms(
        read, write, onlyIfCached, seconds, ttlSeconds, staleIfErrorSeconds, tags, revalidate);
  }

  /** The same with another time to live, seconds. */
  public Terms withTtl(int seconds) {
    return new Terms(
        read, write, onlyIfCached, maxAgeSeconds, seconds, staleIfErrorSeconds, tags, revalidate);
  }

  /** The same with another time past its life, seconds. */
  public Terms withStaleIfError(long seconds) {
    return new Terms(
        read, write, onlyIfCached, maxAgeSeconds, ttlSeconds, seconds, tags, revalidate);
  }

  /** The same with these tags. */
  public Terms withTags(List<String> names) {
    return new Terms(
        read,
        write,
        onlyIfCached,
        maxAgeSeconds,
        ttlSeconds,
        staleIfErrorSeconds,
        names,
        revalidate);
  }

  /** The same, whether or not an ageing answer is computed anew. */
  public Terms withRevalidate(boolean value) {
    return new Terms(
        read, write, onlyIfCached, maxAgeSeconds, ttlSeconds, staleIfErrorSeconds, tags, value);
  }
}
