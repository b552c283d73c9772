package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Google's API.
 *
 * @param generate generateContent
 */
record GoogleWire(Dialect generate) implements Wire {

  @Override
  public Dialect dialect(Prompt prompt) {
    return generate;
  }

  @Override
  public String path(String model, Dialect dialect, boolean stream) {
    String name = URLEncoder.encode(model, StandardCharsets.UTF_8);
    return "/v1beta/models/"
        + name
        + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  @Override
  public Map<String, String> headers(String key) {
    return Map.of("x-goog-api-key", key);
  }
}
