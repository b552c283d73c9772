package ai.agentcache.cache;

import ai.agentcache.usage.Dimensions;

/**
 * A question whose answer may be known, be on its way, or have to be computed.
 *
 * @param key its address, made by {@link CacheKey#of}
 * @param dimensions what it is counted by; the tenant in it is the one whose cache is asked
 * @param terms on what terms
 */
public record Ask(CacheKey key, Dimensions dimensions, Terms terms) {

  String tenant() {
    return dimensions.tenant();
  }

  /** The key in Redis, which names the question among all tenants. */
  String id() {
    return key.redisKey(tenant());
  }

  Ask withTerms(Terms other) {
    return new Ask(key, dimensions, other);
  }
}
