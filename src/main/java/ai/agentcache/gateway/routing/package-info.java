/** Which model of which provider answers, and why. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.routing;
