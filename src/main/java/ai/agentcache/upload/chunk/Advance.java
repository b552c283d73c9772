package ai.agentcache.upload.chunk;

import java.util.UUID;

/**
 * How far a session is said to be.
 *
 * @param sessionId which session
 * @param totals at least so far; what was written before counts if it is further
 */
public record Advance(UUID sessionId, Totals totals) {}
