package ai.agentcache.upload.edge;

import ai.agentcache.upload.edge.Ejection.In;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which edges fail so much more than the others that they are not used for a while: those
 * with five failures in a row, and those with as many among ten samples or more whose share of
 * successes lies 1.9 standard deviations, and a tenth at least, below the fleet's. No more than 30
 * % of the active edges are out at once.
 */
final class Outliers {

  private static final int FAILURES = 5;
  private static final double MOST_OUT = 0.3;
  private static final int LEAST_EDGES = 5;
  private static final double LEAST_SAMPLES = 10;
  private static final double DEVIATIONS = 1.9;
  private static final double LEAST_GAP = 0.1;

  private final Map<String, Ejection> ejections = new HashMap<>();

  /**
   * An active edge as these rules see it.
   *
   * @param id its id
   * @param failuresInARow failures since the last success
   * @param samples how many fresh samples the rate is worth
   * @param successRate the share of successes
   */
  record Track(String id, int failuresInARow, double samples, double successRate) {

    /** How many fresh failures those among the samples are worth. */
    double failures() {
      return samples * (1 - successRate);
    }

    /** Whether there are enough samples for the rate to say something. */
    boolean tells() {
      return samples >= LEAST_SAMPLES;
    }
  }

  /** Takes what is known of all active edges, and says which are out until when. */
  Map<String, Ejection> judge(List<Track> active, Instant now) {
    Map<String, Ejection> before = Map.copyOf(ejections);
    ejections.clear();
    for (Track one : active) {
      Ejection state = before.getOrDefault(one.id(), In.NEVER);
      ejections.put(one.id(), state.at(now, one.failuresInARow()));
    }
    double least = leastRate(active);
    List<Track> failing =
        new ArrayList<>(active.stream().filter(one -> fails(one, least)).toList());
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

  private boolean fails(Track one, double leastRate) {
    return ejections.get(one.id()) instanceof In in
        && (in.freshFailures(one.failuresInARow()) >= FAILURES
            || (one.tells() && one.failures() >= FAILURES && one.successRate() < leastRate));
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
