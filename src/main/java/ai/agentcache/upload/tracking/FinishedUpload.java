package ai.agentcache.upload.tracking;

import ai.agentcache.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Said once on the replica that completed an upload, for those who learn from it.
 *
 * @param caller who completed it
 * @param sessionId which session
 * @param decision the decision about edges that it followed, if it named one
 * @param edges the edges it used
 * @param bytes of the file
 * @param activeMillis how long it took without pauses
 * @param verified whether its reports made up the file, and proved it where that is required
 */
public record FinishedUpload(
    Caller caller,
    UUID sessionId,
    Optional<UUID> decision,
    List<String> edges,
    long bytes,
    long activeMillis,
    boolean verified) {}
