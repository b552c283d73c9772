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

  /** What names the question among those of all tenants. */
  String id() {
    return tenant() + ':' + key.namespace() + ':' + key.hash();
  }

  Ask withTerms(Terms other) {
    return new Ask(key, dimensions, other);
  }
}
