/** Named breakers and the one failure that says a dependency cannot be reached. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.resilience;
