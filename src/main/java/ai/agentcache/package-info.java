/** AgentCache: the response cache, gateway, agent platform and upload control plane. */
@org.jspecify.annotations.NullMarked
package ai.agentcache;
