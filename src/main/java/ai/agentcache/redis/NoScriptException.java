package ai.agentcache.redis;

/** Redis does not know a script yet (or any more). */
final class NoScriptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoScriptException() {
    super("NOSCRIPT", null, false, false);
  }
}
