/** What endpoints of the gateway share: requests read, made questions, and told as JSON. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.llm;
