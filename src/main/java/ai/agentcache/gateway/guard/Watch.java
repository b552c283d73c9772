package ai.agentcache.gateway.guard;

import org.jspecify.annotations.Nullable;

/**
 * Watches the calls that one request makes to one provider, one after another, each until its
 * answer is over: whether a provider does well is seen at the end of its answer and not at the
 * beginning. Whoever reads the answer says when. Safe for use by several threads.
 */
public final class Watch {

  /** Wants to know how a call ended. */
  @FunctionalInterface
  interface Listener {
    void ended(@Nullable Throwable failure, boolean cancelled);
  }

  private @Nullable Listener running;

  synchronized void begin(Listener listener) {
    running = listener;
  }

  /**
   * The call under way is over; nothing if there is none.
   *
   * @param failure what it failed with; null if it did not
   * @param cancelled whether nobody waited for its end
   */
  public void ended(@Nullable Throwable failure, boolean cancelled) {
    Listener over;
    synchronized (this) {
      over = running;
      running = null;
    }
    if (over != null) {
      over.ended(failure, cancelled);
    }
  }
}
