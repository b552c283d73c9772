package ai.agentcache.upload.plan;

/**
 * How a file is cut and sent: by its {@link Profile}, corrected so that it has at most 10 000
 * chunks, the limit of a multipart upload, and no more threads than chunks. Chunks of a profile are
 * never under 5 MiB, the least part of a multipart upload, and corrections only make them larger.
 *
 * @param fileSize bytes
 * @param chunkSize bytes of every chunk but the last
 * @param parts chunks; an empty file has one, which is empty
 * @param threads chunks to send at once
 * @param profile the class of sizes
 */
public record TransferStrategy(
    long fileSize, long chunkSize, int parts, int threads, Profile profile) {

  /** The largest file, bytes: 50 TiB. */
  public static final long LARGEST_FILE = 50L << 40;

  /** The most chunks of a file. */
  public static final int MOST_PARTS = 10_000;

  /** The smallest chunk but the last, bytes: 5 MiB. */
  public static final long SMALLEST_CHUNK = 5L << 20;

  private static final long MIB = 1L << 20;

  /**
   * The strategy for a file.
   *
   * @param fileSize bytes, 0 to {@link #LARGEST_FILE}
   */
  public static TransferStrategy of(long fileSize) {
    if (fileSize < 0 || fileSize > LARGEST_FILE) {
      throw new IllegalArgumentException("a file of " + fileSize + " bytes");
    }
    Profile profile = Profile.of(fileSize);
    long least = roundUp(ceilDiv(fileSize, MOST_PARTS));
    long chunkSize = Math.max(profile.chunkSize(), least);
    int parts = partsOf(fileSize, chunkSize);
    return new TransferStrategy(
        fileSize, chunkSize, parts, Math.min(profile.threads(), parts), profile);
  }

  /**
   * How many chunks of such a size a file has.
   *
   * @param fileSize bytes
   * @param chunkSize bytes, above 0
   */
  public static int partsOf(long fileSize, long chunkSize) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, ceilDiv(fileSize, chunkSize)));
  }

  /** The bytes of one chunk, counted from 0. */
  public long lengthOf(int part) {
    return part < parts - 1 ? chunkSize : fileSize - chunkSize * (parts - 1L);
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  private static long roundUp(long bytes) {
    return ceilDiv(bytes, MIB) * MIB;
  }
}
