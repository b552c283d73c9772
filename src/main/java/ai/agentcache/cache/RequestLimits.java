package ai.agentcache.cache;

/**
 * What a request to the cache may ask for.
 *
 * @param maxDepth levels of nesting of its JSON
 * @param maxTtlSeconds the longest time an answer may be kept, seconds
 */
public record RequestLimits(int maxDepth, int maxTtlSeconds) {

  /** 128 levels, 90 days. */
  public static final RequestLimits DEFAULT =
      new RequestLimits(CanonicalJson.DEFAULT_DEPTH, 90 * 86_400);

  /** Refuses depths that the stack of a thread may not hold. */
  public RequestLimits {
    if (maxDepth < 1 || maxDepth > CanonicalJson.MAX_DEPTH || maxTtlSeconds < 1) {
      throw new IllegalArgumentException(
          "the depth of JSON must be 1 to "
              + CanonicalJson.MAX_DEPTH
              + ", the longest ttl 1 or more");
    }
  }
}
