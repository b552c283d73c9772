package ai.agentcache.health;

import java.time.Duration;

/**
 * Whether a store is there. Before its first answer nothing is known of it, for a while after the
 * start; then its silence means that it is away.
 *
 * <p>Takes the time; safe for use by several threads.
 */
final class Presence {

  private final long start;
  private final long patience;
  private volatile boolean met;

  /** What is known of a store. */
  enum State {
    THERE,
    AWAITED,
    AWAY
  }

  /**
   * @param start when it began to be asked, nanoseconds
   * @param patience how long its first answer is waited for
   */
  Presence(long start, Duration patience) {
    this.start = start;
    this.patience = patience.toNanos();
  }

  /** What a look comes to. */
  State seen(boolean reachable, long now) {
    if (reachable) {
      met = true;
      return State.THERE;
    }
    return met || now - start >= patience ? State.AWAY : State.AWAITED;
  }
}
