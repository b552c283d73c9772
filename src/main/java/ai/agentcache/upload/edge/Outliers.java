package ai.agentcache.upload.edge;

import ai.agentcache.upload.edge.Ejection.In;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which edges fail so much more than the others that they are not used for a while: those
 * with five failures in a row, and those with as many among ten samples or more, the last of all a
 * failure, whose share of successes lies 1.9 standard deviations, and a tenth at least, below the
 * fleet's. Of an edge that was out only what was seen since counts. No more than 30 % of the active
 * edges are out at once.
 */
final class Outliers {

  private static final int FAILURES = 5;
  private static final double MOST_OUT = 0.3;
  private static final int LEAST_EDGES = 5;
  private static final double LEAST_SAMPLES = 10;
  private static final double DEVIATIONS = 1.9;
  private static final double LEAST_GAP = 0.1;

  private final Duration halfLife;
  private final Map<String, Ejection> ejections = new HashMap<>();

  /** With the time in which a sample loses half its weight. */
  Outliers(Duration halfLife) {
    this.halfLife = halfLife;
  }

  /**
   * An active edge as these rules see it.
   *
   * @param id its id
   * @param failuresInARow failures since the last success
   * @param success 1 for what went well, 0 for what did not
   */
  record Track(String id, int failuresInARow, Estimate success) {

    /** How many fresh failures those among the samples are worth. */
    double failures() {
      return success.weight() - success.total();
    }

    /** The share of successes. */
    double successRate() {
      return success.mean();
    }

    /** Whether there are enough samples for the rate to say something. */
    boolean tells() {
      return success.weight() >= LEAST_SAMPLES;
    }
  }

  /** Takes what is known of all active edges, and says which are out until when. */
  Map<String, Ejection> judge(List<Track> active, Instant now) {
    Map<String, Ejection> before = Map.copyOf(ejections);
    ejections.clear();
    for (Track one : active) {
      Ejection state = before.getOrDefault(one.id(), In.NEVER);
      ejections.put(one.id(), state.at(now, one));
    }
    List<Track> fresh = active.stream().map(one -> fresh(one, now)).toList();
    double least = leastRate(fresh);
    List<Track> failing = new ArrayList<>(fresh.stream().filter(one -> fails(one, least)).toList());
    failing.sort(
        Comparator.comparingDouble(Track::successRate)
            .thenComparing(Track::failuresInARow, Comparator.reverseOrder())
            .thenComparing(Track::id));
    int room = (int) Math.floor(MOST_OUT * active.size()) - (int) out();
    failing.stream().limit(Math.max(0, room)).forEach(one -> eject(one.id(), now));
    return Map.copyOf(ejections);
  }

  /** Whether so many are out that all are used: a bad edge is better than none. */
  static boolean panics(int active, long out) {
    return out * 2 > active;
  }

  private Track fresh(Track one, Instant now) {
    return ejections.get(one.id()) instanceof In in ? in.fresh(one, now, halfLife) : one;
  }

  /** Who has answered last is not put out for what was before: it may be well again. */
  private boolean fails(Track one, double leastRate) {
    return ejections.get(one.id()) instanceof In
        && (one.failuresInARow() >= FAILURES
            || (one.failuresInARow() > 0 && isFarBelow(one, leastRate)));
  }

  private static boolean isFarBelow(Track one, double leastRate) {
    return one.tells() && one.failures() >= FAILURES && one.successRate() < leastRate;
  }

  private void eject(String id, Instant now) {
    if (ejections.get(id) instanceof In in) {
      ejections.put(id, in.eject(now));
    }
  }

  private long out() {
    return ejections.values().stream().filter(Ejection::isOut).count();
  }

  /** Below this rate an edge is far below the fleet; below nothing while too few are measured. */
  private static double leastRate(List<Track> active) {
    double[] rates = active.stream().filter(Track::tells).mapToDouble(Track::successRate).toArray();
    if (rates.length < LEAST_EDGES) {
      return 0;
    }
    double mean = 0;
    for (double rate : rates) {
      mean += rate / rates.length;
    }
    double variance = 0;
    for (double rate : rates) {
      variance += (rate - mean) * (rate - mean) / rates.length;
    }
    return mean - Math.max(LEAST_GAP, DEVIATIONS * Math.sqrt(variance));
  }
}
