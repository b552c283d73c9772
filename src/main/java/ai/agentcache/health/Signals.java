package ai.agentcache.health;

import ai.agentcache.time.Clock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;

/** What parts of the service tell so that somebody is alarmed. */
@Singleton
public final class Signals {

  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Recent refused = new Recent(MINUTE_NANOS);
  private volatile Letters letters = new Letters(0, 0);

  public Signals(Clock clock) {
    this.clock = clock;
  }

  /**
   * What lies aside.
   *
   * @param count how much
   * @param newest when the last came, nanoseconds of the clock
   */
  private record Letters(long count, long newest) {}

  /** Events of a window of time, so many at most. */
  private static final class Recent {
    private final long window;
    private final ArrayDeque<Long> events = new ArrayDeque<>();

    Recent(long window) {
      this.window = window;
    }

    synchronized void add(long now) {
      if (events.size() < MOST) {
        events.addLast(now);
      }
    }

    synchronized long count(long now) {
      while (!events.isEmpty() && now - events.getFirst() >= window) {
        events.removeFirst();
      }
      return events.size();
    }
  }

  /** A token was refused, or a secret that should have got one. */
  public void tokenRefused() {
    refused.add(clock.nanos());
  }

  /**
   * So many updates lie aside that could not be applied.
   *
   * @param count how many
   * @param age how long the youngest has been there
   */
  public void deadLetters(long count, Duration age) {
    letters = new Letters(count, clock.nanos() - age.toNanos());
  }

  /** How many tokens were refused in the last minute. */
  long tokensRefused() {
    return refused.count(clock.nanos());
  }

  /** How many updates lie aside, if one of them has come within the window; else none. */
  long deadLetters(Duration window) {
    Letters known = letters;
    return clock.nanos() - known.newest() < window.toNanos() ? known.count() : 0;
  }
}
