package ai.agentcache.gateway;

/**
 * One call to a provider.
 *
 * @param provider whom
 * @param model for which model
 * @param outcome {@code ok}, or what went wrong, in lower case
 * @param latencyNanos until it was known, nanoseconds
 */
public record Attempt(String provider, String model, String outcome, long latencyNanos) {

  /** The same in milliseconds. */
  public long latencyMs() {
    return latencyNanos / 1_000_000;
  }
}
