package ai.agentcache.upload.tracking;

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

  private static final long MEGABYTE = 1L << 20;
  private static final long MOST_CHUNKS = 10_000;

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
    long usual = tier(fileSize);
    return chunksTotal != null && chunksTotal > divide(fileSize, usual)
        ? divide(fileSize, chunksTotal)
        : usual;
  }

  /**
   * The tiers of the upload strategy, which {@code upload.plan} computes for who asks for edges.
   */
  private static long tier(long fileSize) {
    if (fileSize < 100 * MEGABYTE) {
      return 10 * MEGABYTE;
    }
    long tier = fileSize < 10_240 * MEGABYTE ? 50 * MEGABYTE : 100 * MEGABYTE;
    return Math.max(tier, divide(fileSize, MOST_CHUNKS));
  }

  private static long divide(long amount, long by) {
    return (amount + by - 1) / by;
  }
}
