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
}
