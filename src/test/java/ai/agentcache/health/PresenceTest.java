package ai.agentcache.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.health.Presence.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store that has never answered is away only when it has had its time. */
class PresenceTest {

  private static final long START = 7;
  private static final long PATIENCE = Duration.ofSeconds(15).toNanos();

  private final Presence store = new Presence(START, Duration.ofSeconds(15));

  @Test
  void seen_neverAnswered_isAwaitedAndThenAway() {
    assertEquals(State.AWAITED, store.seen(false, START));
    assertEquals(State.AWAITED, store.seen(false, START + PATIENCE - 1));
    assertEquals(State.AWAY, store.seen(false, START + PATIENCE));
  }

  @Test
  void seen_silentAfterItsFirstAnswer_isAwayAtOnce() {
    assertEquals(State.THERE, store.seen(true, START + 1));
    assertEquals(State.AWAY, store.seen(false, START + 2));
  }

  @Test
  void seen_answersAfterItsTime_isThere() {
    assertEquals(State.AWAY, store.seen(false, START + PATIENCE));
    assertEquals(State.THERE, store.seen(true, START + PATIENCE + 1));
  }
}
