package ai.agentcache.architecture.violations.gateway.one;

import ai.agentcache.architecture.violations.gateway.two.Second;

/** Half of a cycle two levels down. */
public record First(Second second) {}
