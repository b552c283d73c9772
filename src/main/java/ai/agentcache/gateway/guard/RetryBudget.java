package ai.agentcache.gateway.guard;

/**
 * Keeps retries a small share of requests, so that they do not finish off a provider that is weak
 * already. Counts in six slots of ten seconds. Safe for use by many threads.
 */
final class RetryBudget {

  private static final int SLOTS = 6;
  private static final long SLOT_NANOS = 10_000_000_000L;

  private final double share;
  private final int least;
  private final long[] requests = new long[SLOTS];
  private final long[] retries = new long[SLOTS];
  private long slot;

  /**
   * @param share retries for each request
   * @param least retries a minute that are always allowed
   */
  RetryBudget(double share, int least) {
    this.share = share;
    this.least = least;
  }

  /** A request comes to its first attempt. */
  synchronized void request(long now) {
    turn(now);
    requests[index(slot)]++;
  }

  /** Takes one retry out of the budget, if there is one. */
  synchronized boolean retry(long now) {
    turn(now);
    if (sum(retries) >= Math.max(least, (long) (sum(requests) * share))) {
      return false;
    }
    retries[index(slot)]++;
    return true;
  }

  private void turn(long now) {
    long current = Math.floorDiv(now, SLOT_NANOS);
    for (long next = Math.max(slot + 1, current - SLOTS + 1); next <= current; next++) {
      requests[index(next)] = 0;
      retries[index(next)] = 0;
    }
    slot = Math.max(slot, current);
  }

  private static int index(long slot) {
    return Math.floorMod(slot, SLOTS);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
