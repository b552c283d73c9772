/**
 * Named breakers, the failures that say a dependency cannot be reached, and what waits for one that
 * is away.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.resilience;
