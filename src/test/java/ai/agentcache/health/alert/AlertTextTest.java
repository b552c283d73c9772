package ai.agentcache.health.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertTextTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Alert ALERT =
      new Alert(
          new Finding("breaker-open", "redis", Severity.CRITICAL, "redis cannot be reached"),
          Alert.Event.FIRING,
          NOW,
          NOW);

  @Test
  void message_saysWhereItWasTold() {
    assertEquals(
        "AgentCache production, replica web-1:"
            + " critical firing: breaker-open: redis cannot be reached",
        new AlertText("production", "web-1").message(ALERT));
  }

  @Test
  void line_saysTheRule() {
    assertEquals("critical firing: breaker-open: redis cannot be reached", AlertText.line(ALERT));
  }
}
