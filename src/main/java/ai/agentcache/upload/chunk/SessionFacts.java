package ai.agentcache.upload.chunk;

import java.util.UUID;

/**
 * What never changes about an upload session.
 *
 * @param sessionId its id
 * @param tenant whose it is
 * @param userId which user of the tenant uploads
 * @param fileSize bytes of the file, at least 1
 * @param chunkSize bytes of each chunk but the last
 * @param chunksTotal how many chunks the file has
 */
public record SessionFacts(
    UUID sessionId, String tenant, String userId, long fileSize, long chunkSize, int chunksTotal) {

  /** Bytes of one chunk. */
  public long lengthOf(int chunk) {
    return chunk == chunksTotal - 1 ? fileSize - chunk * chunkSize : chunkSize;
  }

  /** Bytes of the first so many chunks. */
  public long lengthOfFirst(int chunks) {
    return chunks == chunksTotal ? fileSize : chunks * chunkSize;
  }
}
