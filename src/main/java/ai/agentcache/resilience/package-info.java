/** Named breakers and the failures that say a dependency cannot be reached. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.resilience;
