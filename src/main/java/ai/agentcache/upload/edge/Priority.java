package ai.agentcache.upload.edge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an upload is to be: fast, cheap, or a bit of both. */
public enum Priority {
  SPEED,
  COST,
  BALANCED;

  /**
   * How much each factor counts; together 1.
   *
   * @param latency the round trip
   * @param bandwidth the rate
   * @param load how busy the edge is
   * @param distance how far it is
   * @param errors how often it fails
   */
  public record Weights(
      double latency, double bandwidth, double load, double distance, double errors) {

    private static final Weights FAST = new Weights(0.40, 0.30, 0.15, 0.10, 0.05);
    private static final Weights CHEAP = new Weights(0.15, 0.10, 0.40, 0.30, 0.05);
    private static final Weights EVEN = new Weights(0.30, 0.15, 0.20, 0.30, 0.05);
  }

  /** The priority of that name, {@code speed}, {@code cost} or {@code balanced}. */
  public static Optional<Priority> named(String name) {
    return Arrays.stream(values()).filter(one -> one.text().equals(name)).findFirst();
  }

  /** Its name. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What counts how much. */
  public Weights weights() {
    return switch (this) {
      case SPEED -> Weights.FAST;
      case COST -> Weights.CHEAP;
      case BALANCED -> Weights.EVEN;
    };
  }
}
