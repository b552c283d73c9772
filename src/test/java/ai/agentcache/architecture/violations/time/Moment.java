package ai.agentcache.architecture.violations.time;

/** Something of time. */
public record Moment(long at) {}
