package ai.agentcache.gateway;

/** What a caller gets when nobody can answer. */
public enum Degradation {
  /** An error. */
  FAIL,
  /** What the built-in model says. */
  MOCK,
  /** An answer that is past its life, if there is one. */
  CACHE,
  /** The answer of another, cheaper model. */
  BASIC
}
