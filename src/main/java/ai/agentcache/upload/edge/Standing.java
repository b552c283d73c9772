package ai.agentcache.upload.edge;

/**
 * An edge, and how it is.
 *
 * @param edge the edge
 * @param point where it is
 * @param condition how it is
 * @param ejected whether it is not used, because it fails
 */
public record Standing(Edge edge, Haversine point, Condition condition, boolean ejected) {

  /** What it would be like for somebody; from nowhere in particular if the place is not known. */
  Factors factors(double km) {
    double rtt = condition.rttMillis(km);
    return new Factors(
        rtt,
        condition.mbps(rtt, edge.bandwidthMbps()),
        condition.load(),
        km,
        condition.errorRate());
  }

  /** Whether anything of it was measured of late. */
  public boolean measured() {
    return condition.measured();
  }

  /** Observations ever. */
  public long samples() {
    return condition.samples();
  }

  /** The round trip of those who measured it, ms; NaN if nobody did. */
  public double seenLatencyMs() {
    return condition.latencyMs();
  }

  /** The rate of those who measured it of late, Mbit/s; NaN if nobody did. */
  public double seenMbps() {
    return condition.seenMbps();
  }

  /** How busy it is, 0 to 1. */
  public double load() {
    return condition.load();
  }

  /** The share of failures, 0 to 1. */
  public double errorRate() {
    return condition.errorRate();
  }
}
