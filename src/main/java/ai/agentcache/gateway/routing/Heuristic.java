package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.routing.Wish.Priority;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The best of all that fit: a weighted mean of quality, price, speed and load. What has priority
 * outweighs the others together, so that they decide between equals.
 */
final class Heuristic {

  private static final double MAIN = 0.8;
  private static final double IDLE_CALLS = 16;
  private static final double MICROS = 1e6;
  private static final double MEASURED_SHARE = 0.3;

  private final Needs needs;
  private final Weights weights;
  private final double cheapest;
  private final double dearest;

  private Heuristic(List<Candidate> fitting, Needs needs, Priority priority) {
    this.needs = needs;
    this.weights = Weights.of(priority);
    this.cheapest = fitting.stream().mapToDouble(this::logCost).filter(v -> v >= 0).min().orElse(0);
    this.dearest = fitting.stream().mapToDouble(this::logCost).max().orElse(0);
  }

  /** How much each counts; together 1. */
  private record Weights(double quality, double price, double speed, double load) {

    static Weights of(Priority priority) {
      return switch (priority) {
        case QUALITY -> new Weights(MAIN, 0.1, 0.05, 0.05);
        case SPEED -> new Weights(0.05, 0.05, MAIN, 0.1);
        case COST -> new Weights(0.1, MAIN, 0.05, 0.05);
      };
    }
  }

  /**
   * Orders them.
   *
   * @param fitting at least one
   */
  static Choice choose(List<Candidate> fitting, Needs needs, Priority priority) {
    Heuristic heuristic = new Heuristic(fitting, needs, priority);
    List<Candidate> ordered =
        fitting.stream()
            .sorted(
                Candidate.USABLE_FIRST
                    .thenComparing(Comparator.comparingDouble(heuristic::score).reversed())
                    .thenComparing(Candidate.BY_NAME))
            .toList();
    String first = priority.name().toLowerCase(Locale.ROOT);
    return new Choice(
        ordered,
        "the best of "
            + Choice.models(ordered.size())
            + " by quality, price, speed and load, "
            + first
            + " first");
  }

  private double score(Candidate candidate) {
    ModelCard card = candidate.card();
    return weights.quality() * (card.quality() - 1) / 4
        + weights.price() * cheapness(candidate)
        + weights.speed() * speed(candidate)
        + weights.load() / (1 + candidate.condition().underWay() / IDLE_CALLS);
  }

  /** Its class, and what was measured: a second more or less until it begins. */
  private static double speed(Candidate candidate) {
    double known = (candidate.card().speed() - 1) / 2.0;
    double measured = 1 / (1 + candidate.condition().latencyMicros() / MICROS);
    return (1 - MEASURED_SHARE) * known + MEASURED_SHARE * measured;
  }

  /** From 0, the dearest, to 1, the cheapest, by orders of magnitude. */
  private double cheapness(Candidate candidate) {
    double cost = logCost(candidate);
    if (cost < 0) {
      return 0;
    }
    return dearest > cheapest ? (dearest - cost) / (dearest - cheapest) : 1;
  }

  /** Below 0 if it is not known. */
  private double logCost(Candidate candidate) {
    OptionalLong cost = candidate.cost(needs);
    return cost.isPresent() ? Math.log((double) Math.max(1, cost.getAsLong())) : -1;
  }
}
