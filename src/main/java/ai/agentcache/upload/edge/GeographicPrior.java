package ai.agentcache.upload.edge;

/**
 * What to expect of a path of which nothing but its length is known.
 *
 * <p>Round trip: 5 ms for hosts and last mile, and twice the way at 200 km/ms, the speed of light
 * in fibre, on a route 1.8 times as long as the great circle.
 *
 * <p>Bandwidth of one stream: {@code 1.22 · MSS / (rtt · √p)} (Mathis, Semke, Mahdavi, Ott: "The
 * macroscopic behavior of the TCP congestion avoidance algorithm", 1997) with segments of 1460
 * bytes and the loss {@code p} of a clean path, 10⁻⁵; no more than the edge grants to one upload.
 */
final class GeographicPrior {

  private static final double HOSTS_MS = 5;
  private static final double DETOUR = 1.8;
  private static final double KM_PER_MS = 200;
  private static final double SEGMENT_MEGABITS = 1_460 * 8 / 1e6;
  private static final double CLEAN_LOSS = 1e-5;
  private static final double MATHIS = 1.22 * SEGMENT_MEGABITS / Math.sqrt(CLEAN_LOSS);

  private GeographicPrior() {}

  /** The round trip over such a distance, ms. */
  static double rttMillis(double km) {
    return HOSTS_MS + 2 * DETOUR * km / KM_PER_MS;
  }

  /**
   * The bandwidth of one stream, Mbit/s.
   *
   * @param rttMillis the round trip, ms, above 0; NaN if it is not known
   * @param mostMbps what the edge grants
   */
  static double mbps(double rttMillis, double mostMbps) {
    return Double.isNaN(rttMillis) ? mostMbps : Math.min(mostMbps, MATHIS * 1_000 / rttMillis);
  }
}
