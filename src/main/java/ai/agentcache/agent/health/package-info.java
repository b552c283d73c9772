/** How the service is, as it is told to agents. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.agent.health;
