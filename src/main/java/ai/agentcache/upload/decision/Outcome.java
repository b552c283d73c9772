package ai.agentcache.upload.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How an upload went.
 *
 * @param tenant whose it was
 * @param decision the decision it followed
 * @param seconds how long it took, above 0
 * @param bytes what was sent
 * @param edges the edges it says it used, each once
 * @param at when it ended
 */
record Outcome(
    String tenant, UUID decision, double seconds, long bytes, List<String> edges, Instant at) {}
