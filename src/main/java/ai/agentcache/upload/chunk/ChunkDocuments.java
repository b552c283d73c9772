package ai.agentcache.upload.chunk;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of this package as the OpenAPI document describes them. Not used at run time. */
final class ChunkDocuments {

  static final String REPORT =
      "A repeated report counts once, and one that comes late undoes no completed chunk. A chunk"
          + " completed without `bytesUploaded` counts with its whole length. Kept for 7 days after"
          + " the last report; the completed prefix stays with the session. A finished session"
          + " takes no more (409).";

  private ChunkDocuments() {}

  @Schema(
      name = "ChunkReport",
      requiredProperties = {"sessionId", "chunkIndex", "status"})
  record Report(
      @Schema(format = "uuid") String sessionId,
      @Schema(minimum = "0", description = "Below `chunksTotal` of the session.") int chunkIndex,
      @Schema(enumeration = {"pending", "uploading", "completed", "failed"}) String status,
      @Schema(maxLength = 128, description = "`sha256:` and 64 hex digits to allow proofs later.")
          String chunkHash,
      @Schema(maxLength = 64) String edgeId,
      @Schema(minimum = "0", description = "Bytes of this chunk.") long bytesUploaded,
      @Schema(maxLength = 512) String errorMessage) {}

  @Schema(
      name = "ChunkTaken",
      requiredProperties = {"success", "message", "chunk"})
  record Taken(
      boolean success,
      String message,
      ChunkName chunk,
      @Schema(description = "How far the session is by its reports.") Sum progress) {}

  @Schema(name = "ChunkName")
  record ChunkName(String sessionId, int chunkIndex, String status) {}

  @Schema(name = "ChunkSum")
  record Sum(int chunksCompleted, long bytesUploaded, int chunksTotal) {}

  @Schema(
      name = "ChunkList",
      requiredProperties = {"chunks", "total", "missing"})
  record Listed(
      @Schema(description = "Those of which anything was reported, by index.") List<Known> chunks,
      @Schema(description = "How many chunks the file has.") int total,
      @Schema(description = "Indexes of those that are not completed.") List<Integer> missing) {}

  @Schema(name = "Chunk")
  record Known(
      int chunkIndex,
      String status,
      String chunkHash,
      String edgeId,
      long bytesUploaded,
      String errorMessage,
      @Schema(format = "date-time") String updatedAt) {}
}
