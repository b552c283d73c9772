package ai.agentcache.cache;

import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.TokenUsage;
import java.util.List;

/**
 * A stored answer.
 *
 * @param key its address
 * @param dimensions what it is counted by, the tenant it belongs to among them
 * @param response the answer exactly as it was sent
 * @param storedAtMicros when it was stored, microseconds since the epoch
 * @param ttlSeconds how long it lives, seconds, at least 1
 * @param tags names to invalidate it by
 * @param usage the tokens that made it
 * @param usageGiven whether the caller gave the usage; otherwise it was counted here
 * @param costNanos what it cost, 10⁻⁹ dollars
 */
public record Entry(
    CacheKey key,
    Dimensions dimensions,
    JsonSlice response,
    long storedAtMicros,
    int ttlSeconds,
    List<String> tags,
    TokenUsage usage,
    boolean usageGiven,
    long costNanos) {

  private static final long SECOND = 1_000_000;

  /** Takes a copy of the response if it is part of something larger. */
  public Entry {
    if (ttlSeconds < 1 || storedAtMicros < 0 || costNanos < 0) {
      throw new IllegalArgumentException("an entry has a time, a life and a cost");
    }
    response = response.compact();
    tags = List.copyOf(tags);
  }

  /** How much of its life an entry has behind it. */
  public enum Freshness {
    FRESH("fresh"),
    STALE("stale");

    private final String label;

    Freshness(String label) {
      this.label = label;
    }

    /** The word in JSON. */
    public String label() {
      return label;
    }
  }

  /** The same, stored at another time. */
  Entry storedAt(long micros) {
    return new Entry(
        key, dimensions, response, micros, ttlSeconds, tags, usage, usageGiven, costNanos);
  }

  /** The id of the tenant it belongs to. */
  public String tenant() {
    return dimensions.tenant();
  }

  /** When it stops being an answer, microseconds since the epoch. */
  public long expiresAt() {
    return storedAtMicros + ttlSeconds * SECOND;
  }

  /** Whether it is no answer any more. */
  public boolean isExpired(long nowMicros) {
    return nowMicros >= expiresAt();
  }

  /** Whole seconds since it was stored. */
  public long ageSeconds(long nowMicros) {
    return Math.max(0, (nowMicros - storedAtMicros) / SECOND);
  }

  /** Seconds it has left; with the age they make up its ttl until it is expired. */
  public long ttlRemaining(long nowMicros) {
    return Math.max(0, ttlSeconds - ageSeconds(nowMicros));
  }

  /** Stale in the last quarter of its life. */
  public Freshness freshness(long nowMicros) {
    return (nowMicros - storedAtMicros) * 4 >= ttlSeconds * SECOND * 3
        ? Freshness.STALE
        : Freshness.FRESH;
  }
}
