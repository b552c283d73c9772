/** The Messages API of Anthropic, spoken by clients and to the provider. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.anthropic;
