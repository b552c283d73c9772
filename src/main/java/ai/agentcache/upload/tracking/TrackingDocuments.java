package ai.agentcache.upload.tracking;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of this package as the OpenAPI document describes them. Not used at run time. */
final class TrackingDocuments {

  static final String TRACK =
      "`start` begins a session; all other actions name it. Any action may be repeated. Progress"
          + " never goes back; a finished session takes nothing but the repetition of what finished"
          + " it (409). `complete` takes the client's word: where chunks or bytes that were"
          + " reported do not make up the file, `warnings` says so and the file is not known for"
          + " deduplication. Where a proof of possession is required, `start` always gives a new"
          + " `fileId`, and an upload joins a known file only if it reported the `chunkHash` of every"
          + " chunk as the first upload did; else `warnings` says that it does not.";

  static final String EVENTS =
      "Server-sent events: `progress` whenever something changed, `end` when the session is over,"
          + " which ends the stream. `bytesPerSecond` is what was measured while watching, newer"
          + " figures weighing more, and `etaSeconds` what follows from it; both null until there"
          + " is something to measure. With `Last-Event-ID` nothing is told twice. Any replica"
          + " tells of any session; one that stops ends its streams, to be gone on with elsewhere.";

  static final String STATS =
      "Measured figures only: what was not measured is null, with the number of samples beside it.";

  static final String PREWARM =
      "From uploads that finished: those of the same hour of the week count three times those of"
          + " the same hour on other days. Asked before the hour begins, the prediction is kept and"
          + " compared with the uploads that came; `accuracy` is how that went.";

  private TrackingDocuments() {}

  @Schema(name = "UploadAction", requiredProperties = "action")
  record Said(
      @Schema(enumeration = {"start", "progress", "pause", "resume", "complete", "fail"})
          String action,
      @Schema(description = "All but `start`.") String sessionId,
      @Schema(maxLength = 128, description = "`start`.") String userId,
      @Schema(maxLength = 512, description = "`start`.") String fileName,
      @Schema(minimum = "1", description = "`start`: bytes.") long fileSize,
      @Schema(maxLength = 256, description = "`start`: `sha256:` and 64 hex digits.")
          String fileHash,
      @Schema(minimum = "1", description = "`start`: bytes; by the size of the file if not sent.")
          long chunkSize,
      @Schema(description = "`start`: corrected if it does not make up the file.") int chunksTotal,
      @Schema(description = "`start`.") int threads,
      @Schema(description = "`start`, `complete`: ids of edges.") List<String> edgesUsed,
      @Schema(description = "`start`: seconds.") double estimatedTime,
      @Schema(description = "`start`: US dollars.") double estimatedCost,
      @Schema(description = "`start`.") String uploadVia,
      @Schema(description = "`start`.") boolean jettySpeedEnabled,
      @Schema(description = "`start`.") String mimeType,
      @Schema(
              description =
                  "`start`: of the answer about edges; without it nothing is learnt of edges.")
          String decisionId,
      @Schema(description = "`start`: to find the session again from this device.")
          String deviceFingerprint,
      @Schema(description = "`start`, `complete`: where the file is, if elsewhere than usual.")
          String url,
      @Schema(description = "`progress`.") int chunksCompleted,
      @Schema(description = "`progress`: bytes.") long bytesUploaded,
      @Schema(description = "`complete`: US dollars.") double actualCost,
      @Schema(maxLength = 1024, description = "`fail`.") String errorMessage) {}

  @Schema(
      name = "UploadTaken",
      requiredProperties = {"success", "message"})
  record Taken(
      boolean success,
      String message,
      @Schema(description = "All but `start`.") String sessionId,
      @Schema(description = "`start`.") Started session,
      @Schema(description = "`progress`.") ProgressBody progress,
      @Schema(description = "`complete`: of the file, by which it is known if it is.")
          String fileId,
      @Schema(description = "`pause`, `resume`.") String state,
      @Schema(description = "`fail`.") String errorMessage,
      @Schema(description = "`start`, `complete`.") List<String> warnings) {}

  @Schema(name = "UploadStarted")
  record Started(
      @Schema(format = "uuid") String sessionId,
      @Schema(format = "uuid") String fileId,
      int chunksTotal,
      @Schema(description = "Bytes.") long chunkSize,
      @Schema(
              description =
                  "Seconds: what was sent, else by the user's last uploads, else by a configured"
                      + " rate.")
          double estimatedTime,
      String state,
      @Schema(format = "date-time") String expiresAt) {}

  @Schema(name = "UploadProgress")
  record ProgressBody(
      int chunksCompleted,
      int chunksTotal,
      long bytesUploaded,
      long fileSize,
      @Schema(description = "Of the bytes.") double percentage) {}

  @Schema(
      name = "UploadSessions",
      requiredProperties = {"sessions", "nextCursor"})
  record Page(List<SessionBody> sessions, String nextCursor) {}

  @Schema(name = "UploadSession")
  record SessionBody(
      @Schema(format = "uuid") String sessionId,
      String userId,
      @Schema(enumeration = {"uploading", "paused", "completed", "failed", "expired"}) String state,
      String fileId,
      String fileName,
      long fileSize,
      String fileHash,
      String mimeType,
      long chunkSize,
      int chunksTotal,
      ProgressBody progress,
      @Schema(
              description =
                  "Megabits a second, as seen from one look on this replica to the next; null when unknown.")
          double rateMbps,
      @Schema(description = "Seconds until it is over at that rate; null when unknown.")
          long etaSeconds,
      int threads,
      String uploadVia,
      boolean jettySpeedEnabled,
      List<String> edgesUsed,
      String decisionId,
      String deviceFingerprint,
      double estimatedTime,
      double estimatedCost,
      double actualCost,
      @Schema(description = "Seconds without pauses.") double actualTime,
      @Schema(description = "Whether the reports made up the file, and proved it if need be.")
          boolean verified,
      String errorMessage,
      @Schema(format = "date-time") String startedAt,
      @Schema(format = "date-time") String updatedAt,
      @Schema(format = "date-time") String finishedAt,
      @Schema(format = "date-time") String expiresAt,
      @Schema(description = "Of one session: indexes of chunks that are not completed.")
          List<Integer> missing) {}
}
