package ai.agentcache.cache.flight;

/**
 * When an answer in the cache is computed anew although it has life left: in the last quarter of
 * its life always, and by chance before, the likelier the nearer that is and the longer computing
 * takes, so that replicas and readers do not all do it at one moment (XFetch: Vattani,
 * Chierichetti, Lowenstein, <i>Optimal Probabilistic Cache Stampede Prevention</i>, VLDB 2015).
 *
 * <p>With each reader of a hot key throwing its dice the earliest would win far too early; a
 * sixteenth of the life is the most. So a key is computed at most once in 11/16 of its life.
 */
public final class EarlyRefresh {

  private static final int EARLIEST = 16;

  private EarlyRefresh() {}

  /**
   * Whether it is time.
   *
   * @param now now, microseconds like all times here
   * @param storedAt when the answer was stored
   * @param life how long it lives
   * @param took how long it took to compute
   * @param beta how eager to be; 1 is usual, 0 waits for the last quarter
   * @param random evenly from 0, exclusive, to 1
   */
  public static boolean isDue(
      long now, long storedAt, long life, long took, double beta, double random) {
    double lead = Math.min(-took * beta * Math.log(random), (double) life / EARLIEST);
    return now + lead >= storedAt + life / 4.0 * 3;
  }
}
