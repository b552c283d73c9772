package ai.agentcache.upload.edge;

import java.util.List;
import java.util.Locale;

/**
 * The edges for one wish.
 *
 * @param best the best of those that may be used, the best first
 * @param excluded those that may not
 * @param usable how many may
 */
public record Ranking(List<Scored> best, List<Excluded> excluded, int usable) {

  /**
   * An edge that may be used.
   *
   * @param edge the edge
   * @param factors what it would be like
   * @param score how well that fits the wish, 0 to 1
   * @param measured whether anything of it was measured of late
   * @param seenMbps the rate that uploads to it were seen to have of late, Mbit/s; NaN if none was
   */
  public record Scored(
      Edge edge, Factors factors, double score, boolean measured, double seenMbps) {}

  /**
   * An edge that may not be used.
   *
   * @param edge its id
   * @param reason why
   */
  public record Excluded(String edge, Reason reason) {}

  /** Why an edge may not be used. */
  public enum Reason {
    INACTIVE,
    EJECTED,
    OVER_BUDGET;

    /** As it is written. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether edges were left out for a reason. */
  public boolean hasExcluded(Reason reason) {
    return excluded.stream().anyMatch(one -> one.reason() == reason);
  }
}
