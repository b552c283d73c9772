package ai.agentcache.resilience;

/**
 * A circuit breaker as a pure state machine: callers tell it what happened and when.
 *
 * <pre>
 * CLOSED --(threshold failures in a row)--> OPEN --(delay passed)--> HALF_OPEN --(one success)--> CLOSED
 *                                            ^------------(failure)------'
 * </pre>
 *
 * In HALF_OPEN one probe passes per delay. Safe for use by many threads.
 */
public final class Breaker {

  /** What the breaker lets through. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final int threshold;
  private final long delayNanos;
  private volatile State state = State.CLOSED;
  private int failures;
  private long changedAt;

  /**
   * @param threshold failures in a row that open the breaker
   * @param delayNanos how long it stays open before a probe passes
   */
  public Breaker(int threshold, long delayNanos) {
    this.threshold = threshold;
    this.delayNanos = delayNanos;
  }

  /** The state as of the last event. */
  public State state() {
    return state;
  }

  /** Whether a call may go out now. */
  public boolean allows(long now) {
    return state == State.CLOSED || allowsProbe(now);
  }

  private synchronized boolean allowsProbe(long now) {
    if (state == State.CLOSED) {
      return true;
    }
    if (now - changedAt < delayNanos) {
      return false;
    }
    state = State.HALF_OPEN;
    changedAt = now;
    return true;
  }

  /** A call succeeded. */
  public void succeeded() {
    if (failures != 0 || state != State.CLOSED) {
      close();
    }
  }

  private synchronized void close() {
    failures = 0;
    state = State.CLOSED;
  }

  /** A call failed. */
  public synchronized void failed(long now) {
    failures++;
    if (state == State.HALF_OPEN || (state == State.CLOSED && failures >= threshold)) {
      state = State.OPEN;
      changedAt = now;
    }
  }
}
