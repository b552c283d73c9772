package ai.agentcache.cache;

/** Where a hit was found. */
public enum Tier {
  /** In this process. */
  NEAR("L1"),
  /** In Redis. */
  REDIS("L2"),
  /** By similarity. */
  SEMANTIC("semantic");

  private final String label;

  Tier(String label) {
    this.label = label;
  }

  /** The word in JSON. */
  public String label() {
    return label;
  }
}
