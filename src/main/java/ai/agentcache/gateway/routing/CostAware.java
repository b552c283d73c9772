package ai.agentcache.gateway.routing;

import ai.agentcache.http.ApiException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The cheapest of all that fit. */
final class CostAware {

  private CostAware() {}

  /**
   * Orders them.
   *
   * @param fitting at least one
   * @param most dollars that the answer may cost, about
   * @throws ApiException if none is so cheap
   */
  static Choice choose(List<Candidate> fitting, Needs needs, Optional<BigDecimal> most) {
    List<Candidate> ordered =
        fitting.stream()
            .sorted(
                Candidate.USABLE_FIRST
                    .thenComparing(Candidate.cheapestFirst(needs))
                    .thenComparing(Candidate.BY_NAME))
            .toList();
    List<Candidate> affordable =
        most.map(dollars -> within(ordered, needs, dollars)).orElse(ordered);
    if (affordable.isEmpty()) {
      throw tooDear(ordered, needs);
    }
    OptionalLong cost = affordable.get(0).cost(needs);
    String price =
        cost.isPresent() ? "about " + Choice.dollars(cost.getAsLong()) : "its price is not known";
    return new Choice(
        affordable, "the cheapest of " + Choice.models(affordable.size()) + ", " + price);
  }

  private static List<Candidate> within(List<Candidate> all, Needs needs, BigDecimal dollars) {
    return all.stream()
        .filter(
            candidate -> {
              OptionalLong cost = candidate.cost(needs);
              return cost.isPresent()
                  && BigDecimal.valueOf(cost.getAsLong(), 9).compareTo(dollars) <= 0;
            })
        .toList();
  }

  private static ApiException tooDear(List<Candidate> all, Needs needs) {
    Candidate cheapest = all.stream().min(Candidate.cheapestFirst(needs)).orElseThrow();
    OptionalLong cost = cheapest.cost(needs);
    return ApiException.field(
        "maxCost",
        cost.isPresent()
            ? "is too little: the cheapest that can do it is "
                + cheapest.target().label()
                + ", at about "
                + Choice.dollars(cost.getAsLong())
            : "cannot be kept: no model that can do it has a known price");
  }
}
