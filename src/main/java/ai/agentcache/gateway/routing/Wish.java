package ai.agentcache.gateway.routing;

import ai.agentcache.http.ApiException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller says about whom to ask.
 *
 * @param model a model, with or without its provider
 * @param provider a provider
 * @param mode how to choose
 * @param failover whether others may be asked when the chosen one fails
 * @param capabilities what the model has to be able to do beside what the prompt needs
 * @param priority what matters most
 * @param maxCost dollars that the answer may cost at most
 * @param nodeType the kind of work
 */
public record Wish(
    Optional<String> model,
    Optional<String> provider,
    Mode mode,
    boolean failover,
    Set<String> capabilities,
    Priority priority,
    Optional<BigDecimal> maxCost,
    Optional<NodeType> nodeType) {

  /** What matters most. */
  public enum Priority {
    QUALITY,
    SPEED,
    COST
  }

  /** A kind of work. */
  public enum NodeType {
    PLAN,
    BUILD,
    VALIDATE,
    REVIEW
  }

  /** Takes a copy of the capabilities. */
  public Wish {
    capabilities = Set.copyOf(capabilities);
  }

  /** What it asks the model to be able to do; an {@link ApiException} at a word nobody knows. */
  Set<Capability> needed() {
    Set<Capability> needed = EnumSet.noneOf(Capability.class);
    for (String word : capabilities) {
      needed.add(Capability.of(word).orElseThrow(Wish::unknown));
    }
    return needed;
  }

  private static ApiException unknown() {
    return ApiException.field("capabilities", "has to be made of " + Capability.labels());
  }
}
