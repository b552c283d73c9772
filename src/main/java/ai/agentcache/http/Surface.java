package ai.agentcache.http;

/** The part of the service a path belongs to: each speaks of errors in its own way. */
enum Surface {
  /** {@code /api}, {@code /llm} and everything that is no API. */
  API,
  /** {@code /api/v1/agent}. */
  AGENT,
  /** {@code /v1} as OpenAI's API. */
  OPENAI,
  /** {@code /v1/messages} as Anthropic's API. */
  ANTHROPIC;

  static Surface of(String path) {
    if (isUnder(path, "/v1")) {
      return isUnder(path, "/v1/messages") ? ANTHROPIC : OPENAI;
    }
    return isUnder(path, "/api/v1/agent") ? AGENT : API;
  }

  /** Whether answers of this path depend on who asks. */
  static boolean isPrivate(String path) {
    return isUnder(path, "/api") || isUnder(path, "/llm") || isUnder(path, "/v1");
  }

  private static boolean isUnder(String path, String prefix) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }
}
