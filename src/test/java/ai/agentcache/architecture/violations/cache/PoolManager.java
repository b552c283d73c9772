package ai.agentcache.architecture.violations.cache;

/** Says nothing. */
final class PoolManager {
  /** Says nothing either. */
  static final class LimitImpl {}
}
