package ai.agentcache.upload.link;

/**
 * How long a stream waits for a sign of what it sent: RFC 6298, section 2, but at least 200 ms, as
 * Linux does, instead of a second. Seconds.
 */
final class Timeout {

  private static final double FIRST = 1;
  private static final double LEAST = 0.2;
  private static final double MOST = 60;

  private double mean = Double.NaN;
  private double deviation;
  private int inARow;

  /** A unit arrived, and its round trip was this. */
  void measured(double rtt) {
    inARow = 0;
    if (Double.isNaN(mean)) {
      mean = rtt;
      deviation = rtt / 2;
    } else {
      deviation += (Math.abs(rtt - mean) - deviation) / 4;
      mean += (rtt - mean) / 8;
    }
  }

  /** It was waited in vain. */
  void passed() {
    inARow = Math.min(inARow + 1, 10);
  }

  double seconds() {
    double once = Double.isNaN(mean) ? FIRST : Math.max(LEAST, mean + 4 * deviation);
    return Math.min(MOST, once * (1 << inARow));
  }
}
