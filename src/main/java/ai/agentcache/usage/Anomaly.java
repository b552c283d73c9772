package ai.agentcache.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A figure of one hour that is unlike those of the same hour of the days before. With their median
 * m and MAD, the median of the distances from it, the figure x is {@code (x - m) / max(1.4826 MAD,
 * floor)} deviations away. 1.4826 MAD is the standard deviation of normal figures, and a single odd
 * day moves neither (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
 *
 * @param value the figure
 * @param usual the median of the days before
 * @param deviations how far away it is
 */
record Anomaly(double value, double usual, double deviations) {

  private static final double NORMAL = 1.4826;

  /** Of figures that hardly ever change, this share of the median counts as a deviation. */
  private static final double CALM_SHARE = 0.1;

  /** The same for a rate, which is a share already. */
  private static final double CALM_RATE = 0.02;

  /**
   * What happened in an hour.
   *
   * @param requests hits and misses
   * @param hits hits
   * @param cost what providers charged, US dollars
   */
  record Hour(long requests, long hits, double cost) {
    double hitRate() {
      return requests == 0 ? 0 : (double) hits / requests;
    }
  }

  /** More requests, or fewer, than usual. */
  static Optional<Anomaly> ofRequests(Hour now, List<Hour> before, AnomalyConfig config) {
    double[] usual = before.stream().mapToDouble(hour -> (double) hour.requests()).toArray();
    return of((double) now.requests(), usual, config)
        .filter(found -> Math.max(found.value, found.usual) >= config.leastRequests())
        .filter(found -> found.change() >= config.leastChange());
  }

  /** More money spent than usual. */
  static Optional<Anomaly> ofCost(Hour now, List<Hour> before, AnomalyConfig config) {
    double[] usual = before.stream().mapToDouble(Hour::cost).toArray();
    return of(now.cost(), usual, config)
        .filter(found -> found.value > found.usual && found.value >= config.leastCost())
        .filter(found -> found.change() >= config.leastChange());
  }

  /** Fewer hits than usual; of hours with enough requests alone. */
  static Optional<Anomaly> ofHitRate(Hour now, List<Hour> before, AnomalyConfig config) {
    double[] usual =
        before.stream()
            .filter(hour -> hour.requests() >= config.leastRequests())
            .mapToDouble(Hour::hitRate)
            .toArray();
    if (now.requests() < config.leastRequests() || usual.length < config.leastDays()) {
      return Optional.empty();
    }
    return judged(now.hitRate(), usual, CALM_RATE, config)
        .filter(found -> found.usual - found.value >= config.leastFall());
  }

  private static Optional<Anomaly> of(double value, double[] usual, AnomalyConfig config) {
    long busy = Arrays.stream(usual).filter(one -> one > 0).count();
    return busy < config.leastDays()
        ? Optional.empty()
        : judged(value, usual, CALM_SHARE * median(usual), config);
  }

  private static Optional<Anomaly> judged(
      double value, double[] usual, double floor, AnomalyConfig config) {
    double median = median(usual);
    double[] distances = Arrays.stream(usual).map(one -> Math.abs(one - median)).toArray();
    double deviation = Math.max(NORMAL * median(distances), floor);
    double deviations = deviation > 0 ? (value - median) / deviation : 0;
    return Math.abs(deviations) >= config.deviations()
        ? Optional.of(new Anomaly(value, median, deviations))
        : Optional.empty();
  }

  private double change() {
    return usual > 0 ? Math.abs(value - usual) / usual : 0;
  }

  /** The middle of figures, of which there is at least one. */
  static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
