package ai.agentcache.upload.dedup;

/**
 * What is saved by not uploading a file.
 *
 * @param bytes bytes that need not be sent
 * @param cost US dollars that they would have cost, to the millionth
 */
public record Savings(long bytes, double cost) {

  private static final double BYTES_OF_GB = 1e9;

  /** For a file of that size, at a price per GB (10^9 bytes). */
  static Savings of(long bytes, double pricePerGb) {
    return new Savings(bytes, Math.rint(bytes / BYTES_OF_GB * pricePerGb * 1e6) / 1e6);
  }
}
