package ai.agentcache.upload.chunk;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import ai.agentcache.upload.plan.TransferStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report about one chunk.
 *
 * @param sessionId which session, as it was sent
 * @param index which chunk
 * @param status what became of it
 * @param hash of its content
 * @param edgeId where it goes
 * @param bytes how much of it is there
 * @param error why it failed
 */
record ChunkReport(
    String sessionId,
    int index,
    ChunkStatus status,
    @Nullable String hash,
    @Nullable String edgeId,
    @Nullable Long bytes,
    @Nullable String error) {

  /** No session has more chunks. */
  static final int MOST_CHUNKS = 10_000;

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_HASH = 128;
  private static final int LONGEST_ERROR = 512;

  /** Reads the body of a request; fails with {@link ApiException}. */
  static ChunkReport parse(byte @Nullable [] body) {
    JsonFields fields = JsonFields.parse(body);
    String sessionId = fields.text("sessionId", LONGEST_ID);
    long index = fields.whole("chunkIndex", 0, MOST_CHUNKS - 1L);
    String status = fields.text("status", LONGEST_ID);
    return new ChunkReport(
        sessionId,
        (int) index,
        ChunkStatus.named(status)
            .orElseThrow(
                () ->
                    ApiException.field(
                        "status", "must be `pending`, `uploading`, `completed` or `failed`")),
        fields.optionalText("chunkHash", LONGEST_HASH),
        fields.optionalText("edgeId", LONGEST_ID),
        fields.optionalWhole("bytesUploaded", 0, TransferStrategy.LARGEST_FILE),
        fields.optionalText("errorMessage", LONGEST_ERROR));
  }

  /** Holds it against the session; fails with {@link ApiException}. */
  void requireFits(SessionFacts facts) {
    if (index >= facts.chunksTotal()) {
      throw ApiException.field(
          "chunkIndex", "must be below " + facts.chunksTotal() + ", the chunks of this session");
    }
    Long sent = bytes;
    if (sent != null && sent > facts.fileSize()) {
      throw ApiException.field(
          "bytesUploaded", "must be at most %d, the whole file".formatted(facts.fileSize()));
    }
  }

  /** What is kept of it. */
  Chunk chunk(Instant now) {
    return new Chunk(status, hash, edgeId, bytes, error, now);
  }

  /**
   * Bytes it counts once it is completed: what was said, else all of the chunk. More than all is
   * what some clients say of the last chunk, which is shorter than the others.
   */
  long counted(SessionFacts facts) {
    long length = facts.lengthOf(index);
    return bytes == null ? length : Math.min(bytes, length);
  }
}
