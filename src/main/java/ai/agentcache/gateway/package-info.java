/** LLM calls: any dialect in front, any provider behind, the response cache between them. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway;
