package ai.agentcache.agent.context;

/**
 * The context of a user.
 *
 * @param document the document, JSON
 * @param cached whether it comes from the cache; it is then no more than a few minutes old
 */
record FoundContext(String document, boolean cached) {}
