package ai.agentcache.health;

import ai.agentcache.time.Clock;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/** What parts of the service tell so that somebody is alarmed. */
@Singleton
public final class Signals {

  private static final long WINDOW_NANOS = 60_000_000_000L;
  private static final int MOST = 10_000;

  private final Clock clock;
  private final ArrayDeque<Long> refused = new ArrayDeque<>();
  private final AtomicLong deadLetters = new AtomicLong();

  Signals(Clock clock) {
    this.clock = clock;
  }

  /** A token was refused, or a secret that should have got one. */
  public synchronized void tokenRefused() {
    if (refused.size() < MOST) {
      refused.addLast(clock.nanos());
    }
  }

  /** So many updates lie where those go that cannot be applied. */
  public void deadLetters(long count) {
    deadLetters.set(count);
  }

  /** How many tokens were refused in the last minute, {@value MOST} at most. */
  synchronized long tokensRefused() {
    long from = clock.nanos() - WINDOW_NANOS;
    while (!refused.isEmpty() && refused.peekFirst() - from <= 0) {
      refused.removeFirst();
    }
    return refused.size();
  }

  long deadLetters() {
    return deadLetters.get();
  }
}
