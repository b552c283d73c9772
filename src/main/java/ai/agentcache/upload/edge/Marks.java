package ai.agentcache.upload.edge;

/**
 * Factors as marks from 0, the worst, to 1.
 *
 * @param latency of the round trip
 * @param bandwidth of the rate
 * @param load of how busy the edge is
 * @param distance of how far it is
 * @param errors of how often it fails
 */
public record Marks(double latency, double bandwidth, double load, double distance, double errors) {

  /** The weighted sum, 0 to 1. */
  public double score(Priority.Weights weights) {
    return weights.latency() * latency
        + weights.bandwidth() * bandwidth
        + weights.load() * load
        + weights.distance() * distance
        + weights.errors() * errors;
  }
}
