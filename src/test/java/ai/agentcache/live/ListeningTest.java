package ai.agentcache.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.guard.BreakerChange;
import ai.agentcache.health.alert.Alert;
import ai.agentcache.health.alert.Finding;
import ai.agentcache.health.alert.Severity;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListeningTest {

  private final List<BreakerChange> breakers = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private long requests;
  private Map<String, JsonObject> uploads = Map.of();

  private String told(Listening listening) {
    JsonObject stats = new JsonObject().put("requests", requests);
    return listening
        .tell(
            new Snapshot(
                Optional.of(stats),
                Optional.of(uploads),
                Optional.of(Map.of("openai", List.copyOf(breakers))),
                List.copyOf(alerts)))
        .toString();
  }

  private void breaker(long millis, String state) {
    breakers.add(0, new BreakerChange(Instant.ofEpochMilli(millis), state, "why"));
  }

  private void alert(long millis, String rule) {
    Instant at = Instant.ofEpochMilli(millis);
    Finding finding = new Finding(rule, "", Severity.CRITICAL, "7 of 9");
    alerts.add(0, new Alert(finding, Alert.Event.FIRING, at, at));
  }

  private static Map<String, JsonObject> upload(long bytes, @Nullable Double rate) {
    return Map.of(
        "s1",
        new JsonObject()
            .put("sessionId", "s1")
            .put("state", "uploading")
            .put("bytesUploaded", bytes)
            .put("rateMbps", rate));
  }

  @Test
  void tell_atFirst_isHowThingsAreAndNotWhatWas() {
    breaker(5, "OPEN");
    alert(7, "error-rate");
    uploads = upload(1, null);
    String told = told(new Listening(false, null));
    assertEquals(
        "id: 5-7\nevent: stats\ndata: {\"requests\":0}\n\n"
            + "id: 5-7\nevent: upload\ndata: {\"sessionId\":\"s1\",\"state\":\"uploading\","
            + "\"bytesUploaded\":1,\"rateMbps\":null}\n\n",
        told);
  }

  @Test
  void tell_whatChanged_isToldOnce() {
    Listening listening = new Listening(false, null);
    told(listening);
    assertEquals("", told(listening));
    requests = 1;
    breaker(10, "OPEN");
    alert(11, "error-rate");
    String told = told(listening);
    assertTrue(told.startsWith("id: 10-0\nevent: breaker\ndata: {\"provider\":\"openai\","), told);
    assertTrue(told.contains("id: 10-11\nevent: alert\n"), told);
    assertTrue(told.contains("event: stats\ndata: {\"requests\":1}\n"), told);
    assertEquals("", told(listening));
  }

  @Test
  void tell_anUpload_whenItMovesAndWhenItIsOver() {
    Listening listening = new Listening(false, null);
    uploads = upload(1, 2.5);
    told(listening);
    uploads = upload(1, 1.5);
    assertEquals("", told(listening));
    uploads = upload(2, 1.5);
    assertTrue(told(listening).contains("\"bytesUploaded\":2"));
    uploads = Map.of();
    assertEquals(
        "id: 0-0\nevent: upload\ndata: {\"sessionId\":\"s1\",\"state\":\"over\"}\n\n",
        told(listening));
  }

  @Test
  void tell_afterAnEventOfAnyReplica_isWhatWasMissed() {
    breaker(10, "OPEN");
    breaker(20, "HALF_OPEN");
    breaker(30, "CLOSED");
    alert(15, "error-rate");
    String told = told(new Listening(false, "10-14"));
    assertFalse(told.contains("\"OPEN\""), told);
    assertTrue(told.indexOf("HALF_OPEN") < told.indexOf("CLOSED"), told);
    assertTrue(told.contains("id: 30-15\nevent: alert\n"), told);
    assertTrue(told.contains("event: stats\n"), told);
    String fresh = told(new Listening(false, "nonsense"));
    assertFalse(fresh.contains("event: breaker"), fresh);
  }

  @Test
  void tell_anAlert_tenantsHearNothingThatSumsUpOthers() {
    alert(15, "token-failures");
    alert(16, "error-rate");
    String tenant = told(new Listening(false, "0-0"));
    assertFalse(tenant.contains("token-failures"), tenant);
    assertTrue(tenant.contains("error-rate"), tenant);
    assertFalse(tenant.contains("7 of 9"), tenant);
    String operator = told(new Listening(true, "0-0"));
    assertTrue(operator.contains("token-failures"), operator);
    assertTrue(operator.contains("7 of 9"), operator);
  }
}
