package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import java.util.Map;
import java.util.Optional;

/**
 * OpenAI's API, and the others that are like it.
 *
 * @param chat chat completions
 * @param responses responses
 * @param hasResponses whether the server offers responses too
 */
record OpenAiWire(Dialect chat, Dialect responses, boolean hasResponses) implements Wire {

  @Override
  public Dialect dialect(Prompt prompt) {
    return hasResponses && prompt.dialect().equals(responses.name()) ? responses : chat;
  }

  @Override
  public String path(String model, Dialect dialect, boolean stream) {
    return dialect.name().equals(responses.name()) ? "/responses" : "/chat/completions";
  }

  @Override
  public Optional<String> embeddings() {
    return Optional.of("/embeddings");
  }

  @Override
  public Map<String, String> headers(String key) {
    return key.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + key);
  }
}
