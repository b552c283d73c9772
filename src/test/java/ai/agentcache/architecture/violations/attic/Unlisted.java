package ai.agentcache.architecture.violations.attic;

/** Lives in a package that the map does not know. */
record Unlisted() {}
