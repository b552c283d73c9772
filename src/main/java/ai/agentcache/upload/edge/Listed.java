package ai.agentcache.upload.edge;

/**
 * An edge as it is stored.
 *
 * @param edge the edge
 * @param state what was observed of it
 */
record Listed(Edge edge, EdgeState state) {}
