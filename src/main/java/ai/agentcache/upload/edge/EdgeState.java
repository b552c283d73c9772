package ai.agentcache.upload.edge;

import java.time.Duration;
import java.time.Instant;

/**
 * All that was observed of an edge, by whomever, as of a moment. What the service keeps in memory
 * while it cannot reach the store is added by these rules; the store adds by the same ones.
 *
 * @param at as of when
 * @param samples observations ever
 * @param latency round trips, ms
 * @param excess what distances do not explain of them, ms
 * @param bandwidth rates of transfers, Mbit/s
 * @param success 1 for what went well, 0 for what did not
 * @param load what the edge said of its load
 * @param megabits what was transferred, halving as the weights do
 * @param failuresInARow failures since the last success
 */
record EdgeState(
    Instant at,
    long samples,
    Estimate latency,
    Estimate excess,
    Estimate bandwidth,
    Estimate success,
    Estimate load,
    double megabits,
    int failuresInARow) {

  /** An edge of which nothing is known. */
  static final EdgeState UNKNOWN =
      new EdgeState(
          Instant.EPOCH,
          0,
          Estimate.NONE,
          Estimate.NONE,
          Estimate.NONE,
          Estimate.NONE,
          Estimate.NONE,
          0,
          0);

  /** The state after one more observation, which may be older than the newest. */
  EdgeState with(Observation seen, Duration halfLife) {
    Instant newest = at.isAfter(seen.at()) ? at : seen.at();
    EdgeState then = as(newest, halfLife);
    double left = left(seen.at(), newest, halfLife);
    return new EdgeState(
        newest,
        samples + 1,
        then.latency.plus(Estimate.of(seen.latencyMs()).decayed(left)),
        then.excess.plus(Estimate.of(seen.excessMs()).decayed(left)),
        then.bandwidth.plus(Estimate.of(seen.mbps()).decayed(left)),
        then.success.plus(Estimate.of(seen.ok() ? 1 : 0).decayed(left)),
        then.load.plus(Estimate.of(seen.load()).decayed(left)),
        then.megabits + seen.megabits() * left,
        seen.ok() ? 0 : failuresInARow + 1);
  }

  /** What is left of this state at a later moment. */
  EdgeState as(Instant later, Duration halfLife) {
    if (!later.isAfter(at)) {
      return this;
    }
    double left = left(at, later, halfLife);
    return new EdgeState(
        later,
        samples,
        latency.decayed(left),
        excess.decayed(left),
        bandwidth.decayed(left),
        success.decayed(left),
        load.decayed(left),
        megabits * left,
        failuresInARow);
  }

  /** What is left of a weight after a time. */
  static double left(Instant since, Instant until, Duration halfLife) {
    double halves = Duration.between(since, until).toMillis() / (double) halfLife.toMillis();
    return Math.pow(0.5, Math.min(1_000, halves));
  }
}
