package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import java.util.Map;
import java.util.Optional;

/**
 * Anthropic's API.
 *
 * @param messages messages
 */
record AnthropicWire(Dialect messages) implements Wire {

  private static final String VERSION = "2023-06-01";

  @Override
  public Dialect dialect(Prompt prompt) {
    return messages;
  }

  @Override
  public String path(String model, Dialect dialect, boolean stream) {
    return "/v1/messages";
  }

  @Override
  public Optional<String> tokenCount() {
    return Optional.of("/v1/messages/count_tokens");
  }

  @Override
  public Map<String, String> headers(String key) {
    return Map.of("x-api-key", key, "anthropic-version", VERSION);
  }
}
