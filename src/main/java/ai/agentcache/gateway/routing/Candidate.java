package ai.agentcache.gateway.routing;

import ai.agentcache.usage.Price;
import java.util.Comparator;
import java.util.OptionalLong;

/**
 * A model that may be chosen.
 *
 * @param offer the model
 * @param condition how its provider is
 */
record Candidate(Offer offer, Condition condition) {

  /** Those that can be asked now before the others, and those that stay before those that go. */
  static final Comparator<Candidate> USABLE_FIRST =
      Comparator.comparing((Candidate candidate) -> !candidate.condition().available())
          .thenComparing(candidate -> candidate.card().deprecated());

  /** The name decides in the end, so that a choice is the same each time. */
  static final Comparator<Candidate> BY_NAME =
      Comparator.comparing(candidate -> candidate.target().label());

  ModelCard card() {
    return offer.card();
  }

  Target target() {
    return offer.target();
  }

  String provider() {
    return target().provider().name();
  }

  /** Whether it can do what a prompt needs. */
  boolean fits(Needs needs) {
    long output = needs.maxOutput().orElse(0);
    return card().capabilities().containsAll(needs.capabilities())
        && needs.inputTokens() + output <= card().context().orElse(Long.MAX_VALUE)
        && output <= card().maxOutput().orElse(Long.MAX_VALUE);
  }

  /** What answering will cost, about, nano-dollars; nothing if its price is not known. */
  OptionalLong cost(Needs needs) {
    return offer
        .price()
        .map((Price price) -> OptionalLong.of(price.cost(needs.usage())))
        .orElse(OptionalLong.empty());
  }

  /** The cheaper ones before the dearer ones; those whose price is not known come last. */
  static Comparator<Candidate> cheapestFirst(Needs needs) {
    return Comparator.comparingLong(candidate -> candidate.cost(needs).orElse(Long.MAX_VALUE));
  }
}
