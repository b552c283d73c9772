package ai.agentcache.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits on the main thread for other processes. There is no event loop yet that it could hold up.
 */
final class Patience {
  private static final Duration STEP = Duration.ofMillis(10);

  private Patience() {}

  /** Asks until it is true, or about that long; returns the last answer. */
  static boolean until(BooleanSupplier condition, Duration limit) {
    for (long left = limit.dividedBy(STEP); left > 0; left--) {
      if (condition.getAsBoolean()) {
        return true;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return condition.getAsBoolean();
  }
}
