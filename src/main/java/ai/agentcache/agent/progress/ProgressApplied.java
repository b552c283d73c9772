package ai.agentcache.agent.progress;

import java.util.Set;

/**
 * Told when progress has changed, after the fact.
 *
 * @param users whose
 */
public record ProgressApplied(Set<UserKey> users) {}
