/**
 * The dialects of OpenAI's API, which many servers speak: chat completions and responses, as front
 * and as upstream, and the shape of embeddings.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.openai;
