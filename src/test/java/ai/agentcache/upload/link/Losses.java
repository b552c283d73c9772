package ai.agentcache.upload.link;

import java.util.Random;

/**
 * Which packets a link loses: each with the same probability, whatever became of those before. What
 * is drawn is how many get through before the next is lost, which has a geometric distribution.
 */
final class Losses {

  private final Random random;
  private final double logOfKept;
  private long left;

  /**
   * @param loss the probability that a packet is lost, 0 to below 1
   * @param packets how many there are in a unit, which is lost with any of them
   */
  Losses(double loss, int packets, long seed) {
    this.random = new Random(seed);
    this.logOfKept = packets * StrictMath.log1p(-loss);
    this.left = draw();
  }

  /** Whether the next unit is lost. */
  boolean next() {
    if (left > 0) {
      left--;
      return false;
    }
    left = draw();
    return true;
  }

  private long draw() {
    return logOfKept == 0
        ? Long.MAX_VALUE
        : (long) (StrictMath.log(1 - random.nextDouble()) / logOfKept);
  }
}
