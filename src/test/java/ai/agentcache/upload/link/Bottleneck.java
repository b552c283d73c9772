package ai.agentcache.upload.link;

/**
 * The narrowest place of a way: lets one unit after the other through, drops what would wait for
 * too long (a queue of limited length, last in first dropped), and loses some at random behind it.
 */
final class Bottleneck {

  private final double secondsPerUnit;
  private final double longestWait;
  private final Losses losses;
  private double busyUntil;

  Bottleneck(double secondsPerUnit, double longestWait, Losses losses) {
    this.secondsPerUnit = secondsPerUnit;
    this.longestWait = longestWait;
    this.losses = losses;
  }

  /** When a unit leaves that arrives at a moment, none before the last one; NaN if it is lost. */
  double leaves(double arrives) {
    double starts = Math.max(arrives, busyUntil);
    if (starts - arrives > longestWait) {
      return Double.NaN;
    }
    busyUntil = starts + secondsPerUnit;
    return losses.next() ? Double.NaN : busyUntil;
  }
}
