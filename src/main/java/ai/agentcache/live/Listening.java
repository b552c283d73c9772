package ai.agentcache.live;

import ai.agentcache.gateway.guard.BreakerChange;
import ai.agentcache.health.alert.Alert;
import ai.agentcache.health.alert.Discretion;
import ai.agentcache.health.alert.Finding;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one who listens is told. The id of an event says up to when changes of breakers and alerts
 * were told, each by its own clock, so that any replica can go on after it: these are told once
 * each, while of figures and uploads only how they are now is worth telling. Not safe for use by
 * many threads.
 */
final class Listening {

  private static final String ID = "[0-9]{1,15}-[0-9]{1,15}";
  private static final long UNKNOWN = -1;

  private final boolean operator;
  private long breakersTold = UNKNOWN;
  private long alertsTold = UNKNOWN;
  private @Nullable JsonObject stats;
  private Map<String, JsonObject> uploads = Map.of();
  private Buffer out = Buffer.buffer();

  /**
   * @param operator whether the operator listens
   * @param lastEventId the event that was heard last, if any
   */
  Listening(boolean operator, @Nullable String lastEventId) {
    this.operator = operator;
    if (lastEventId != null && lastEventId.matches(ID)) {
      int split = lastEventId.indexOf('-');
      breakersTold = Long.parseLong(lastEventId, 0, split, 10);
      alertsTold = Long.parseLong(lastEventId, split + 1, lastEventId.length(), 10);
    }
  }

  /** The events there are to tell now; empty for none. */
  Buffer tell(Snapshot now) {
    out = Buffer.buffer();
    now.breakers().ifPresent(this::breakers);
    alerts(now.alerts());
    now.stats().ifPresent(this::stats);
    now.uploads().ifPresent(this::uploads);
    return out;
  }

  private record Breaker(String provider, BreakerChange change) {
    long millis() {
      return change.at().toEpochMilli();
    }
  }

  private void breakers(Map<String, List<BreakerChange>> byProvider) {
    List<Breaker> changes =
        byProvider.entrySet().stream()
            .flatMap(
                entry -> entry.getValue().stream().map(one -> new Breaker(entry.getKey(), one)))
            .sorted(Comparator.comparingLong(Breaker::millis))
            .toList();
    if (breakersTold == UNKNOWN) {
      breakersTold = changes.isEmpty() ? 0 : changes.get(changes.size() - 1).millis();
    }
    long told = breakersTold;
    for (Breaker one : changes) {
      if (one.millis() > told) {
        breakersTold = one.millis();
        event(
            "breaker",
            new JsonObject()
                .put("provider", one.provider())
                .put("at", one.change().at())
                .put("state", one.change().state())
                .put("reason", one.change().reason()));
      }
    }
  }

  private void alerts(List<Alert> latestFirst) {
    List<Alert> alerts = latestFirst.stream().sorted(Comparator.comparing(Alert::at)).toList();
    if (alertsTold == UNKNOWN) {
      alertsTold = alerts.isEmpty() ? 0 : alerts.get(alerts.size() - 1).at().toEpochMilli();
    }
    long told = alertsTold;
    for (Alert alert : alerts) {
      if (alert.at().toEpochMilli() > told && Discretion.tells(alert.finding(), operator)) {
        alertsTold = alert.at().toEpochMilli();
        event("alert", alert(alert));
      }
    }
  }

  private JsonObject alert(Alert alert) {
    Finding finding = alert.finding();
    JsonObject told =
        new JsonObject()
            .put("rule", finding.fingerprint())
            .put("severity", finding.severity().text())
            .put("event", alert.event().text());
    String message = Discretion.message(finding, operator);
    return (message == null ? told : told.put("message", message)).put("at", alert.at());
  }

  private void stats(JsonObject now) {
    if (!now.equals(stats)) {
      stats = now;
      event("stats", now);
    }
  }

  private void uploads(Map<String, JsonObject> now) {
    now.forEach(
        (id, upload) -> {
          if (hasMoved(uploads.get(id), upload)) {
            event("upload", upload);
          }
        });
    if (now.size() < Snapshot.MOST_UPLOADS) {
      over(now)
          .forEach(
              id -> event("upload", new JsonObject().put("sessionId", id).put("state", "over")));
    }
    uploads = new HashMap<>(now);
  }

  private Stream<String> over(Map<String, JsonObject> now) {
    return uploads.keySet().stream().filter(id -> !now.containsKey(id));
  }

  /** A rate that decays while nothing comes is no news. */
  private static boolean hasMoved(@Nullable JsonObject before, JsonObject now) {
    return before == null
        || !now.getString("state").equals(before.getString("state"))
        || !now.getLong("bytesUploaded").equals(before.getLong("bytesUploaded"));
  }

  private void event(String type, JsonObject data) {
    out.appendString("id: " + Math.max(0, breakersTold) + "-" + Math.max(0, alertsTold))
        .appendString("\nevent: " + type + "\ndata: ")
        .appendBuffer(data.toBuffer())
        .appendString("\n\n");
  }
}
