/** What stands between us and a provider in trouble: breaker, limits, retries and their budget. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.guard;
