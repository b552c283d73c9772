package ai.agentcache.health;

import ai.agentcache.event.EventType;
import ai.agentcache.event.Events;
import ai.agentcache.event.TenantEvent;
import ai.agentcache.health.alert.Alert;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells the operator's webhooks of alerts: that one began, became worse, or is over. */
@Singleton
final class AlertEvents {

  private final Events events;

  AlertEvents(Events events) {
    this.events = events;
  }

  void tell(List<Alert> alerts) {
    alerts.stream().filter(alert -> alert.event() != Alert.Event.REPEATED).forEach(this::tell);
  }

  private void tell(Alert alert) {
    boolean over = alert.event() == Alert.Event.RESOLVED;
    JsonObject data =
        new JsonObject()
            .put("rule", alert.finding().rule())
            .put("subject", alert.finding().subject())
            .put("severity", alert.finding().severity().text())
            .put("event", alert.event().text())
            .put("since", alert.since())
            .put("message", alert.finding().message());
    EventType type = over ? EventType.ALERT_RESOLVED : EventType.ALERT_FIRED;
    events.happened(TenantEvent.of(type, null, alert.at(), data));
  }
}
