package ai.agentcache.gateway.routing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * What was chosen.
 *
 * @param ordered all that could be chosen, the best first; there is at least one
 * @param reason why the first, for people
 */
record Choice(List<Candidate> ordered, String reason) {

  Choice {
    ordered = List.copyOf(ordered);
  }

  Candidate best() {
    return ordered.get(0);
  }

  /** {@code $0.00027}: two digits that say something. */
  static String dollars(long nanos) {
    return "$"
        + BigDecimal.valueOf(nanos, 9)
            .round(new MathContext(2))
            .stripTrailingZeros()
            .toPlainString();
  }

  /** {@code 1 model}, {@code 12 models}. */
  static String models(int count) {
    return count == 1 ? "1 model" : count + " models";
  }
}
