package ai.agentcache.architecture.violations.http;

/** Something of the edge. */
public record Edge(String name) {}
