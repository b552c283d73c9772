package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import java.util.Map;
import java.util.Optional;

/** How an API is called over HTTP: dialects, paths, credentials. */
interface Wire {

  /** The dialect to ask this prompt in. */
  Dialect dialect(Prompt prompt);

  /** The path below the base URL, with the query. */
  String path(String model, Dialect dialect, boolean stream);

  /** The path of OpenAI's embeddings; nothing where there are none. */
  default Optional<String> embeddings() {
    return Optional.empty();
  }

  /** The path that counts tokens as Anthropic does; nothing where there is none. */
  default Optional<String> tokenCount() {
    return Optional.empty();
  }

  /** The headers that carry the key and what else the API asks for. */
  Map<String, String> headers(String key);
}
