package ai.agentcache.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.health.alert.Alert;
import ai.agentcache.health.alert.Finding;
import ai.agentcache.health.alert.Severity;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AlertEventsTest {

  @Inject AlertEvents events;
  @Inject UploadRig rig;

  private final String rule = "rule-" + UUID.randomUUID();

  @Test
  void tell_beganWorseAndOver_isToldToTheOperatorAlone() {
    rig.awaitSchema();
    events.tell(
        List.of(
            alert(Severity.WARNING, Alert.Event.FIRING),
            alert(Severity.WARNING, Alert.Event.REPEATED),
            alert(Severity.CRITICAL, Alert.Event.ESCALATED),
            alert(Severity.CRITICAL, Alert.Event.RESOLVED)));

    UploadRig.until(() -> told().size() == 3);
    assertEquals(
        List.of(
            "alert.fired critical escalated",
            "alert.fired warning firing",
            "alert.resolved critical resolved"),
        told());
  }

  private Alert alert(Severity severity, Alert.Event event) {
    Instant now = Instant.now();
    return new Alert(new Finding(rule, "", severity, "it is so"), event, now, now);
  }

  private List<String> told() {
    return rig.rows(
        "SELECT type || ' ' || (data ->> 'severity') || ' ' || (data ->> 'event') FROM events"
            + " WHERE data ->> 'rule' = $1 AND tenant IS NULL AND NOT for_all ORDER BY 1",
        Tuple.of(rule),
        row -> row.getString(0));
  }
}
