package ai.agentcache.upload.link;

/**
 * Slow start and congestion avoidance of RFC 5681 (section 3.1), each packet acknowledged: one
 * segment more for each that arrives, then for each window; half of it after a loss.
 */
final class Reno implements Congestion {

  /** RFC 6928. */
  static final double FIRST_WINDOW = 10;

  private static final double LEAST = 2;

  private final int segments;
  private double window = FIRST_WINDOW;
  private double threshold = Double.POSITIVE_INFINITY;

  /**
   * @param segments how many a unit has
   */
  Reno(int segments) {
    this.segments = segments;
  }

  @Override
  public double window() {
    return window;
  }

  @Override
  public void acked(double now, double rtt, double rate, boolean mayGrow) {
    if (mayGrow) {
      window += window < threshold ? segments : segments / window;
    }
  }

  @Override
  public void lost() {
    threshold = Math.max(window / 2, LEAST);
    window = threshold;
  }

  @Override
  public void timedOut() {
    lost();
    window = 1;
  }
}
