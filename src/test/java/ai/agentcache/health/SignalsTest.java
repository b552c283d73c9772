package ai.agentcache.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignalsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock();
  private final Signals signals = new Signals(clock);

  @Test
  void deadLetters_areAlarmedAboutUntilTheWindowHasPassed() {
    assertEquals(0, signals.deadLetters(HOUR));
    signals.deadLetters(3, Duration.ofMinutes(50));
    assertEquals(3, signals.deadLetters(HOUR));
    clock.advance(Duration.ofMinutes(9));
    assertEquals(3, signals.deadLetters(HOUR));
    clock.advance(Duration.ofMinutes(1));
    assertEquals(0, signals.deadLetters(HOUR));
    assertEquals(3, signals.deadLetters(Duration.ofHours(2)));
  }

  @Test
  void deadLetters_removed_areNotAlarmedAbout() {
    signals.deadLetters(3, Duration.ZERO);
    signals.deadLetters(0, Duration.ZERO);
    assertEquals(0, signals.deadLetters(HOUR));
  }

  @Test
  void tokensRefused_areThoseOfAMinute() {
    signals.tokenRefused();
    assertEquals(1, signals.tokensRefused());
    clock.advance(Duration.ofMinutes(1));
    assertEquals(0, signals.tokensRefused());
  }
}
