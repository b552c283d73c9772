/**
 * One gateway to Redis: our connections, our scripts, one timeout and breaker around every command.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.redis;
