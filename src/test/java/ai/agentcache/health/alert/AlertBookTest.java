package ai.agentcache.health.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertBookTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Finding SLOW =
      new Finding("response-time", "", Severity.WARNING, "requests take 3000 ms");
  private static final Finding WORSE =
      new Finding("response-time", "", Severity.CRITICAL, "requests take 30000 ms");
  private static final Finding OPEN =
      new Finding("breaker-open", "redis", Severity.CRITICAL, "redis cannot be reached");

  private final AlertBook book = new AlertBook(Duration.ofMinutes(5), 3);

  @Test
  void take_beginning_isToldOnceWithinTheCooldown() {
    assertEquals(List.of("firing"), at(0, SLOW));
    assertEquals(List.of(), at(5, SLOW));
    assertEquals(List.of(), at(299, SLOW));
    assertEquals(List.of("repeated"), at(300, SLOW));
    assertEquals(List.of(), at(305, SLOW));
  }

  @Test
  void take_recovery_isAlwaysTold() {
    at(0, SLOW);
    assertEquals(List.of("resolved"), at(5));
    assertEquals(List.of(), at(10));
  }

  @Test
  void take_flapping_isToldOnceInEachCooldown() {
    assertEquals(List.of("firing"), at(0, SLOW));
    assertEquals(List.of("resolved"), at(5));
    for (int second = 10; second < 300; second += 10) {
      assertEquals(List.of(), at(second, SLOW));
      assertEquals(List.of(), at(second + 5));
    }
    assertEquals(List.of("firing"), at(300, SLOW));
    assertEquals(List.of("resolved"), at(305));
  }

  @Test
  void take_hiddenThatLasts_isToldAfterTheCooldown() {
    at(0, SLOW);
    at(5);
    assertEquals(List.of(), at(10, SLOW));
    assertEquals(List.of("firing"), at(300, SLOW));
    assertEquals(START.plusSeconds(10), book.active(START).get(0).since());
  }

  @Test
  void take_escalation_isToldAtOnce() {
    at(0, SLOW);
    assertEquals(List.of("escalated"), at(5, WORSE));
    assertEquals(List.of(), at(10, WORSE));
    assertEquals(List.of(), at(15, SLOW));
  }

  @Test
  void take_worseThanBeforeTheRecovery_isToldAtOnce() {
    at(0, SLOW);
    at(5);
    assertEquals(List.of("firing"), at(10, WORSE));
  }

  @Test
  void take_otherTrouble_hasItsOwnCooldown() {
    at(0, SLOW);
    assertEquals(List.of("firing"), at(5, SLOW, OPEN));
    assertEquals(Set.of("response-time", "breaker-open:redis"), book.wrong());
    assertEquals(OPEN, book.active(START).get(0).finding());
    assertEquals(List.of("resolved"), at(10, SLOW));
    assertEquals(Set.of("response-time"), book.wrong());
  }

  @Test
  void history_keepsTheLatest() {
    at(0, SLOW, OPEN);
    at(5);
    assertEquals(3, book.history().size());
    assertEquals(Alert.Event.RESOLVED, book.history().get(0).event());
  }

  @Test
  void take_recovery_isToldAsBadAsItWasAndHowItIsNow() {
    take(0, SLOW);
    take(5, WORSE);
    take(310, SLOW);
    assertEquals(
        new Finding("response-time", "", Severity.CRITICAL, "better: requests take 3000 ms"),
        take(315).get(0).finding());
    take(700, SLOW);
    assertEquals(Severity.WARNING, take(705).get(0).finding().severity());
  }

  private List<Alert> take(int second, Finding... findings) {
    return book.take(
        List.of(findings), START.plusSeconds(second), before -> "better: " + before.message());
  }

  private List<String> at(int second, Finding... findings) {
    return take(second, findings).stream().map(alert -> alert.event().text()).toList();
  }
}
