package ai.agentcache.http;

/**
 * How large a body may be, by path. A path that is spelled in another way gets the common limit.
 *
 * @param common limit where nothing else is said, bytes
 * @param store limit of storing a value, bytes
 * @param chat limit of the chat endpoints, bytes
 */
record BodyLimits(long common, long store, long chat) {

  static BodyLimits of(HttpConfig config) {
    return new BodyLimits(
        config.bodyLimit().asLongValue(),
        config.storeBodyLimit().asLongValue(),
        config.chatBodyLimit().asLongValue());
  }

  long of(String path) {
    return switch (path) {
      case "/api/cache/set" -> store;
      case "/llm/generate",
          "/v1/chat/completions",
          "/v1/messages",
          "/v1/responses",
          "/v1/embeddings",
          "/llm/workflow/generate",
          "/llm/execute-workflow" ->
          chat;
      default -> common;
    };
  }
}
