/** The gateway over HTTP: {@code /llm}, and OpenAI's and Anthropic's own APIs under {@code /v1}. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.front;
