package ai.agentcache.upload.decision;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Said once of a decision, when it is written how the upload that followed it went.
 *
 * @param decision the decision, of the tenant whose upload it was
 * @param listed the edges that it lists
 * @param used the edges that the upload says it used, each once
 * @param seconds how long it took, above 0
 * @param bytes what was sent
 * @param at when it ended
 */
public record Followed(
    UUID decision, Set<String> listed, List<String> used, double seconds, long bytes, Instant at) {}
