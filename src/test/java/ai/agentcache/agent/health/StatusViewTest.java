package ai.agentcache.agent.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.agentcache.agent.health.StatusDocuments.Batches;
import ai.agentcache.agent.health.StatusDocuments.Part;
import ai.agentcache.agent.health.StatusDocuments.ServiceStatus;
import ai.agentcache.agent.health.StatusDocuments.Told;
import ai.agentcache.agent.health.StatusDocuments.Trouble;
import ai.agentcache.agent.progress.ProgressFigures.Figures;
import ai.agentcache.health.Checked;
import ai.agentcache.health.Overview;
import ai.agentcache.health.Status;
import ai.agentcache.health.Traffic;
import ai.agentcache.health.alert.Alert;
import ai.agentcache.health.alert.Finding;
import ai.agentcache.health.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusViewTest {

  private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");

  private static Alert alert(String rule, String subject, String message, Alert.Event event) {
    Finding finding = new Finding(rule, subject, Severity.CRITICAL, message);
    return new Alert(finding, event, NOW.minusSeconds(60), NOW);
  }

  private static ServiceStatus seenBy(boolean operator) {
    List<Alert> alerts =
        List.of(
            alert("error-rate", "", "12.0 % of requests fail", Alert.Event.FIRING),
            alert("breaker-open", "openai", "openai cannot be reached", Alert.Event.ESCALATED),
            alert("token-failures", "", "37 tokens were refused", Alert.Event.FIRING),
            alert("dead-letters", "", "3 updates cannot be applied", Alert.Event.RESOLVED));
    Overview overview =
        new Overview(
            Status.DEGRADED,
            List.of(new Checked("batcher", Status.HEALTHY, "12 updates held", NOW)),
            Traffic.NONE,
            alerts,
            alerts,
            1);
    return new StatusView(operator).of(overview, Optional.of(new Figures(40, 2, 7, 900)), NOW);
  }

  @Test
  void status_forTheOperator_isWhole() {
    ServiceStatus status = seenBy(true);
    assertEquals("degraded", status.status());
    assertEquals(List.of(new Part("batcher", "healthy", "12 updates held")), status.checks());
    assertEquals(new Batches(49L, 40, 7L, 900, 2), status.batches());
    assertEquals(4, status.alerts().size());
    assertEquals("12.0 % of requests fail", status.alerts().get(0).message());
    assertEquals(
        new Told(
            "breaker-open:openai",
            "critical",
            "escalated",
            "openai cannot be reached",
            "2026-03-14T15:09:26Z"),
        status.history().get(1));
  }

  @Test
  void status_forATenant_hasNothingThatSumsUpOthers() {
    ServiceStatus status = seenBy(false);
    assertEquals(List.of(new Part("batcher", "healthy", null)), status.checks());
    assertEquals(new Batches(null, 40, null, 900, 2), status.batches());
    assertEquals(
        List.of("error-rate", "breaker-open:openai"),
        status.alerts().stream().map(Trouble::rule).toList());
    assertNull(status.alerts().get(0).message());
    assertEquals("openai cannot be reached", status.alerts().get(1).message());
    assertEquals(2, status.history().size());
    assertNull(status.history().get(0).message());
  }
}
