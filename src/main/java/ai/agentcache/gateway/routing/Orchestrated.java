package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.routing.Wish.NodeType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A model for a kind of work: plans want the best there is, building and reviewing a good one that
 * is fast or cheap, and validating a fast one.
 */
final class Orchestrated {

  private static final int GOOD = 4;

  private Orchestrated() {}

  /**
   * Orders them.
   *
   * @param fitting at least one
   */
  static Choice choose(List<Candidate> fitting, Needs needs, NodeType work) {
    Comparator<Candidate> cheapest = Candidate.cheapestFirst(needs);
    Comparator<Candidate> best = Comparator.comparing(candidate -> -candidate.card().quality());
    Comparator<Candidate> fastest = Comparator.comparing(candidate -> -candidate.card().speed());
    Comparator<Candidate> good =
        Comparator.comparing(candidate -> -Math.min(GOOD, candidate.card().quality()));
    return switch (work) {
      case PLAN -> choice(fitting, work, "the best", best.thenComparing(cheapest));
      case BUILD ->
          choice(
              fitting,
              work,
              "a good and fast",
              good.thenComparing(fastest).thenComparing(cheapest));
      case VALIDATE -> choice(fitting, work, "a fast", fastest.thenComparing(cheapest));
      case REVIEW -> choice(fitting, work, "a good and cheap", good.thenComparing(cheapest));
    };
  }

  private static Choice choice(
      List<Candidate> fitting, NodeType work, String what, Comparator<Candidate> order) {
    List<Candidate> ordered =
        fitting.stream()
            .sorted(Candidate.USABLE_FIRST.thenComparing(order).thenComparing(Candidate.BY_NAME))
            .toList();
    return new Choice(
        ordered,
        what + " one of " + Choice.models(ordered.size()) + ", as is fit to " + word(work));
  }

  static String word(NodeType work) {
    return work.name().toLowerCase(Locale.ROOT);
  }
}
