package ai.agentcache.fakes;

import java.util.function.Predicate;

/** A behaviour, for which requests it is, how often and how likely. */
final class Rule {

  static final int FOR_EVER = -1;

  private final Predicate<Received> matches;
  private final double probability;
  private final Behaviour behaviour;
  private int left;

  Rule(Predicate<Received> matches, int times, double probability, Behaviour behaviour) {
    this.matches = matches;
    this.left = times;
    this.probability = probability;
    this.behaviour = behaviour;
  }

  /** The dice are a number in [0, 1). */
  boolean applies(Received request, double dice) {
    return left != 0 && matches.test(request) && dice < probability;
  }

  Behaviour use() {
    if (left > 0) {
      left--;
    }
    return behaviour;
  }

  boolean spent() {
    return left == 0;
  }
}
