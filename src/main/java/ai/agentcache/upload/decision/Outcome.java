package ai.agentcache.upload.decision;

import ai.agentcache.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How an upload went.
 *
 * @param caller who said so; a key that acts for one user can say it of that user's decisions only
 * @param decision the decision it followed
 * @param seconds how long it took, above 0
 * @param bytes what was sent
 * @param edges the edges it says it used, each once
 * @param at when it ended
 */
record Outcome(
    Caller caller, UUID decision, double seconds, long bytes, List<String> edges, Instant at) {}
