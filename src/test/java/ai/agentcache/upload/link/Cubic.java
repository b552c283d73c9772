package ai.agentcache.upload.link;

/**
 * CUBIC (RFC 9438): after a loss to 7/10 of the window, then along a cubic function of time back to
 * where the loss was and beyond (section 4.2), never slower than Reno would (4.3), with fast
 * convergence (4.7). Slow start is Reno's, and ends with a loss: there is no HyStart.
 */
final class Cubic implements Congestion {

  private static final double C = 0.4;
  private static final double BETA = 0.7;
  private static final double RENO_GROWTH = 3 * (1 - BETA) / (1 + BETA);
  private static final double LEAST = 2;

  private final int segments;
  private double window = Reno.FIRST_WINDOW;
  private double threshold = Double.POSITIVE_INFINITY;
  private double most;
  private double before;
  private double since = Double.NaN;
  private double turn;
  private double reno;

  /**
   * @param segments how many a unit has
   */
  Cubic(int segments) {
    this.segments = segments;
  }

  @Override
  public double window() {
    return window;
  }

  @Override
  public void acked(double now, double rtt, double rate, boolean mayGrow) {
    if (!mayGrow) {
      return;
    }
    if (window < threshold) {
      window += segments;
    } else {
      avoidCongestion(now, rtt);
    }
  }

  private void avoidCongestion(double now, double rtt) {
    if (Double.isNaN(since)) {
      begin(now);
    }
    reno += (reno < before ? RENO_GROWTH : 1) * segments / window;
    double elapsed = now - since;
    if (at(elapsed) < reno) {
      window = Math.max(window, reno);
    } else {
      double target = Math.min(1.5 * window, Math.max(window, at(elapsed + rtt)));
      window += segments * (target - window) / window;
    }
  }

  private void begin(double now) {
    since = now;
    reno = window;
    most = Math.max(most, window);
    turn = StrictMath.cbrt((most - window) / C);
  }

  private double at(double elapsed) {
    double t = elapsed - turn;
    return C * t * t * t + most;
  }

  @Override
  public void lost() {
    most = window < most ? window * (1 + BETA) / 2 : window;
    before = window;
    threshold = Math.max(window * BETA, LEAST);
    window = threshold;
    since = Double.NaN;
  }

  @Override
  public void timedOut() {
    lost();
    window = 1;
  }
}
