package ai.agentcache.gateway.routing;

/** How a target is chosen. */
public enum Mode {
  /** The named model or provider; others only if that is allowed. */
  SINGLE_MODEL("single-model"),
  /** Exactly the named model of the named provider. */
  MANUAL("manual"),
  /** The best by capabilities, priority, price, health and load. */
  HEURISTIC("heuristic"),
  /** The cheapest that fits. */
  COST_AWARE("cost-aware"),
  /** By the kind of work. */
  ORCHESTRATED("orchestrated");

  private final String label;

  Mode(String label) {
    this.label = label;
  }

  /** Whether it is left to the service whom to ask, and so also who stands in for whom. */
  public boolean choosesItself() {
    return this != SINGLE_MODEL && this != MANUAL;
  }

  /** The word in JSON. */
  public String label() {
    return label;
  }
}
