package ai.agentcache.upload.tracking;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Said once on the replica that completed an upload, for those who learn from it.
 *
 * @param tenant whose it was
 * @param sessionId which session
 * @param decisionId the decision about edges that it followed, if it named one
 * @param edges the edges it used
 * @param bytes of the file
 * @param activeMillis how long it took without pauses
 * @param verified whether its reports made up the file
 */
public record FinishedUpload(
    String tenant,
    UUID sessionId,
    @Nullable String decisionId,
    List<String> edges,
    long bytes,
    long activeMillis,
    boolean verified) {}
