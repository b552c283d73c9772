package ai.agentcache.cache.flight;

/** How long to wait between two looks for an answer that another replica computes. */
public final class Pause {

  private static final long SHORTEST = 25;
  private static final long LONGEST = 250;
  private static final int DOUBLINGS = 4;

  private Pause() {}

  /** Milliseconds after so many looks in vain, from 1 on. */
  public static long millis(int looks) {
    return Math.min(LONGEST, SHORTEST << Math.min(looks - 1, DOUBLINGS));
  }
}
