package ai.agentcache.health;

import ai.agentcache.time.Clock;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;

/** What parts of the service tell so that somebody is alarmed. */
@Singleton
public final class Signals {

  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Recent refused = new Recent(MINUTE_NANOS);
  private final Recent dead = new Recent(60 * MINUTE_NANOS);

  public Signals(Clock clock) {
    this.clock = clock;
  }

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

  /** An update could not be applied and lies aside. */
  public void deadLetter() {
    dead.add(clock.nanos());
  }

  /** How many tokens were refused in the last minute. */
  long tokensRefused() {
    return refused.count(clock.nanos());
  }

  /** How many updates were laid aside in the last hour. */
  long deadLetters() {
    return dead.count(clock.nanos());
  }
}
