/**
 * Computations on their way: recordings that many can read while they grow, who waits for them, and
 * the leases by which replicas take turns. Knows nothing of entries and keys.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.cache.flight;
