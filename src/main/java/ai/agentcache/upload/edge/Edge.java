package ai.agentcache.upload.edge;

/**
 * A place that takes uploads.
 *
 * @param id its name, such as {@code sfo-1}
 * @param city where it is
 * @param country the same, ISO 3166 alpha-2
 * @param location the same, on the globe
 * @param url where uploads are sent
 * @param pricePerGb US dollars for 10⁹ bytes
 * @param bandwidthMbps what one upload may get before anything is measured, Mbit/s
 * @param capacityMbps what all uploads together may get, Mbit/s
 * @param active whether it takes uploads now
 */
public record Edge(
    String id,
    String city,
    String country,
    Location location,
    String url,
    double pricePerGb,
    double bandwidthMbps,
    double capacityMbps,
    boolean active) {

  private static final double GB = 1e9;

  public Edge {
    if (!(pricePerGb >= 0 && bandwidthMbps > 0 && capacityMbps > 0)) {
      throw new IllegalArgumentException("edge " + id + " has a negative price or no bandwidth");
    }
  }

  /** What so many bytes cost, US dollars. */
  public double costOf(long bytes) {
    return pricePerGb * bytes / GB;
  }
}
