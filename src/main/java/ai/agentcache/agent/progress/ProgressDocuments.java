package ai.agentcache.agent.progress;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of this package as the OpenAPI document describes them. Not used at run time. */
final class ProgressDocuments {

  static final String REPORT =
      "Answered once the update is safe. Updates are written in batches of one user and type, at"
          + " most ten or five seconds old, each exactly once. Numbers that count are added, scores"
          + " averaged, lists united; of everything else the last one stays. With an `updateId` a"
          + " repetition within a day changes nothing; without one, an update that is sent again"
          + " after a 503 may count twice.";

  private ProgressDocuments() {}

  @Schema(name = "ProgressReport")
  record Said(
      @Schema(maxLength = 128, description = "Or `user_id`.") String userId,
      @Schema(maxLength = 128, description = "Or `session_id`.") String sessionId,
      @Schema(description = "`status` and `progress`.") Map<String, Object> data,
      @Schema(
              description =
                  "Instead of `data`: numbers, strings, true or false, lists of strings, and"
                      + " objects of these; 16 KiB at most.")
          Map<String, Object> progress,
      @Schema(maxLength = 255, description = "Or `update_id`: known for a day.") String updateId,
      @Schema(maxLength = 32, defaultValue = "progress", description = "Batches are of one type.")
          String type) {}

  @Schema(name = "ProgressTaken")
  record Taken(
      boolean success,
      String message,
      String userId,
      String sessionId,
      String agentId,
      @Schema(format = "date-time") String timestamp,
      boolean batched,
      @Schema(description = "Its state is at `/api/v1/agent/progress/batches/{batchId}`.")
          String batchId) {}

  @Schema(name = "ProgressBatch")
  record Batch(
      boolean success,
      String batchId,
      String userId,
      String type,
      @Schema(enumeration = {"pending", "applied", "failed"}) String status,
      @Schema(description = "Updates so far.") int size,
      @Schema(description = "Updates that could not be applied.") int failed,
      @Schema(format = "date-time") String openedAt,
      @Schema(format = "date-time", nullable = true) String appliedAt) {}
}
