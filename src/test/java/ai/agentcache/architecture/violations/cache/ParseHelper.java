package ai.agentcache.architecture.violations.cache;

/** Says nothing. */
final class ParseHelper {}
