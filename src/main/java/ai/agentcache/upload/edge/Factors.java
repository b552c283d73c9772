package ai.agentcache.upload.edge;

/**
 * What speaks for an edge and against it, for one caller.
 *
 * @param latencyMs the round trip, ms; NaN if it is not known
 * @param mbps the rate, Mbit/s
 * @param load how busy it is, 0 to 1
 * @param km how far it is; NaN if the caller's place is not known
 * @param errorRate the share of failures, 0 to 1
 */
public record Factors(double latencyMs, double mbps, double load, double km, double errorRate) {

  /** The value at which a mark is one half. */
  private static final double HALF_LATENCY_MS = 50;

  private static final double HALF_MBPS = 200;
  private static final double HALF_KM = 1_000;

  /** The mark of what is not known. */
  private static final double NEUTRAL = 0.5;

  /**
   * The factors as marks from 0, the worst, to 1. The scales are fixed: what another edge is like
   * changes no mark, so it changes no order either.
   */
  public Marks marks() {
    return new Marks(
        falling(latencyMs, HALF_LATENCY_MS),
        mbps / (mbps + HALF_MBPS),
        1 - load,
        falling(km, HALF_KM),
        1 - errorRate);
  }

  private static double falling(double value, double half) {
    return Double.isNaN(value) ? NEUTRAL : half / (half + value);
  }
}
