package ai.agentcache.upload.edge;

/**
 * What was seen of which edge.
 *
 * @param edge its id
 * @param observation what was seen
 */
record Seen(String edge, Observation observation) {}
