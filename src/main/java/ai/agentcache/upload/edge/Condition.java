package ai.agentcache.upload.edge;

import java.time.Duration;
import java.time.Instant;

/**
 * How an edge is, as far as is known at a moment.
 *
 * @param samples observations ever
 * @param measured whether any of them still counts
 * @param excess what to add to the round trip that the distance explains, ms
 * @param latencyMs the round trip of those who measured it; NaN if nobody did
 * @param bandwidth rates of transfers, Mbit/s
 * @param load the larger of what the edge says and of what uploads of late took of its capacity, 0
 *     to 1
 * @param errorRate the share of failures, 0 to 1
 */
record Condition(
    long samples,
    boolean measured,
    double excess,
    double latencyMs,
    Estimate bandwidth,
    double load,
    double errorRate) {

  /** So many fresh samples what is known without any is worth. */
  private static final double PRIOR_WEIGHT = 0.25;

  /** A sample counts no more after a bit over four half-lives. */
  private static final double LEAST_WEIGHT = 0.05;

  /** The condition that a state means at a moment. */
  static Condition of(EdgeState state, Instant now, Duration halfLife, double capacityMbps) {
    EdgeState fresh = state.as(now, halfLife);
    return new Condition(
        fresh.samples(),
        fresh.success().weight() >= LEAST_WEIGHT,
        fresh.excess().meanWith(0, PRIOR_WEIGHT),
        fresh.latency().weight() >= LEAST_WEIGHT ? fresh.latency().mean() : Double.NaN,
        fresh.bandwidth(),
        load(fresh, halfLife, capacityMbps),
        1 - fresh.success().meanWith(1, PRIOR_WEIGHT));
  }

  /** A steady rate adds up to itself times the mean life of what it adds. */
  private static double load(EdgeState state, Duration halfLife, double capacityMbps) {
    double meanLifeSeconds = halfLife.toMillis() / 1e3 / Math.log(2);
    double carried = state.megabits() / meanLifeSeconds / capacityMbps;
    return Math.min(1, Math.max(carried, state.load().meanWith(0, PRIOR_WEIGHT)));
  }

  /** The round trip to expect over such a distance, ms; NaN if nothing tells it. */
  double rttMillis(double km) {
    if (Double.isNaN(km)) {
      return latencyMs;
    }
    double prior = GeographicPrior.rttMillis(km);
    return Math.max(prior / 4, prior + excess);
  }

  /** The rate of those who measured it of late, Mbit/s; NaN if nobody did. */
  double seenMbps() {
    return bandwidth.weight() >= LEAST_WEIGHT ? bandwidth.mean() : Double.NaN;
  }

  /** The rate to expect over such a round trip, Mbit/s. */
  double mbps(double rttMillis, double mostMbps) {
    return bandwidth.meanWith(GeographicPrior.mbps(rttMillis, mostMbps), PRIOR_WEIGHT);
  }
}
