package ai.agentcache.upload.edge;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody saw of an edge once.
 *
 * @param at when
 * @param source who saw it
 * @param ok whether the edge did what it was asked
 * @param latencyMs the round trip, ms; NaN if it was not measured
 * @param excessMs the part of it that the distance does not explain, ms; NaN if the observer's
 *     place is not known
 * @param mbps the rate of a transfer, Mbit/s; NaN if it was not measured
 * @param load what the edge says of its load, 0 to 1; NaN if it says nothing
 * @param megabits what was transferred
 * @param decision the decision that led to the edge, if one did
 */
public record Observation(
    Instant at,
    Source source,
    boolean ok,
    double latencyMs,
    double excessMs,
    double mbps,
    double load,
    double megabits,
    @Nullable UUID decision) {

  private static final double MEGABIT_BYTES = 125_000;

  /** Who saw it. */
  public enum Source {
    /** The service itself, from time to time. */
    PROBE,
    /** A client that tells. */
    CLIENT,
    /** An upload that ended. */
    UPLOAD;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Observation {
    if (latencyMs <= 0 || mbps <= 0 || load < 0 || load > 1 || !(megabits >= 0)) {
      throw new IllegalArgumentException("nobody can have measured that");
    }
  }

  /**
   * What a client tells.
   *
   * @param latencyMs the round trip, ms; NaN if it was not measured
   * @param km from where, as the distance to the edge; NaN if that is not known
   * @param mbps the rate of a transfer, Mbit/s; NaN if it was not measured
   */
  public static Observation client(
      Instant at, boolean ok, double latencyMs, double km, double mbps, UUID decision) {
    return new Observation(
        at, Source.CLIENT, ok, latencyMs, excess(latencyMs, km), mbps, Double.NaN, 0, decision);
  }

  /**
   * An upload that ended, as far as it went through one edge.
   *
   * @param ok whether all that was sent arrived
   * @param bytes what arrived
   * @param seconds how long that took; NaN if the edge alone cannot be told
   */
  public static Observation upload(
      Instant at, boolean ok, long bytes, double seconds, @Nullable UUID decision) {
    double megabits = bytes / MEGABIT_BYTES;
    double mbps = bytes > 0 && seconds > 0 ? megabits / seconds : Double.NaN;
    return new Observation(
        at, Source.UPLOAD, ok, Double.NaN, Double.NaN, mbps, Double.NaN, megabits, decision);
  }

  /** A probe that was answered. */
  static Observation probe(Instant at, double latencyMs, double km, double load) {
    double excess = excess(latencyMs, km);
    return new Observation(at, Source.PROBE, true, latencyMs, excess, Double.NaN, load, 0, null);
  }

  /** A probe that was not answered, or not well. */
  static Observation failedProbe(Instant at) {
    double nothing = Double.NaN;
    return new Observation(at, Source.PROBE, false, nothing, nothing, nothing, nothing, 0, null);
  }

  private static double excess(double latencyMs, double km) {
    return latencyMs - GeographicPrior.rttMillis(km);
  }
}
