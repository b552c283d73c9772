package ai.agentcache.upload.tracking;

import ai.agentcache.upload.plan.TransferStrategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Into which chunks a file is cut: all of one size but the last, which is what is left.
 *
 * @param chunkSize bytes
 * @param chunksTotal how many, 10 000 at most
 * @param warnings what was corrected of the client's wish
 */
record ChunkPlan(long chunkSize, int chunksTotal, List<String> warnings) {

  private static final long MOST_CHUNKS = TransferStrategy.MOST_PARTS;

  /**
   * For a file of that size, at least 1, by what the client wishes. A client that says only how
   * many chunks it has, more than usual, has smaller ones.
   */
  static ChunkPlan of(long fileSize, @Nullable Long chunkSize, @Nullable Long chunksTotal) {
    List<String> warnings = new ArrayList<>();
    long size = chunkSize != null ? chunkSize : usual(fileSize, chunksTotal);
    long least = divide(fileSize, MOST_CHUNKS);
    if (size < least) {
      warnings.add(
          "`chunkSize` was raised to %d, so that there are at most %d chunks."
              .formatted(least, MOST_CHUNKS));
      size = least;
    }
    long count = divide(fileSize, size);
    if (chunksTotal != null && chunksTotal != count) {
      warnings.add(
          "`chunksTotal` was corrected from %d to %d: so many chunks of %d bytes make up the file."
              .formatted(chunksTotal, count, size));
    }
    return new ChunkPlan(size, (int) count, List.copyOf(warnings));
  }

  private static long usual(long fileSize, @Nullable Long chunksTotal) {
    long usual = TransferStrategy.of(fileSize).chunkSize();
    return chunksTotal != null && chunksTotal > divide(fileSize, usual)
        ? divide(fileSize, chunksTotal)
        : usual;
  }

  private static long divide(long amount, long by) {
    return (amount + by - 1) / by;
  }
}
