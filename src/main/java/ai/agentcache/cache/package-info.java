/** The response cache: identity, key, entry, near cache, Redis store, invalidation. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.cache;
