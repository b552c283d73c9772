package ai.agentcache.gateway.openai;

/**
 * What a request for embeddings says of itself.
 *
 * @param model the model that is to embed
 * @param inputs how many texts there are, and so how many vectors are to come
 */
public record EmbeddingRequest(String model, int inputs) {}
