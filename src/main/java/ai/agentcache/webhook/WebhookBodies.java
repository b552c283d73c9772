package ai.agentcache.webhook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The JSON of the answers about webhooks. */
final class WebhookBodies {

  private WebhookBodies() {}

  /** With its secret. */
  static JsonObject made(Webhooks.Made made) {
    return webhook(made.webhook()).put("secret", made.secret().shown());
  }

  /** Without. */
  static JsonObject webhook(Webhook webhook) {
    Webhook.Terms terms = webhook.terms();
    Webhook.Standing standing = webhook.standing();
    return new JsonObject()
        .put("id", webhook.id().toString())
        .put("url", terms.url())
        .put("events", new JsonArray(terms.events()))
        .put("description", terms.description())
        .put("format", terms.format().label())
        .put("enabled", terms.enabled())
        .put("disabledReason", standing.disabledReason())
        .put("failures", standing.failures())
        .put("failingSince", standing.failingSince())
        .put("retryAt", standing.retryAt())
        .put("createdAt", webhook.createdAt())
        .put("updatedAt", webhook.updatedAt());
  }

  static JsonObject webhooks(List<Webhook> all) {
    return new JsonObject()
        .put("webhooks", new JsonArray(all.stream().map(WebhookBodies::webhook).toList()));
  }

  static JsonObject outcome(Outcome outcome) {
    return new JsonObject()
        .put("delivered", outcome.isWell())
        .put("status", outcome.status())
        .put("latencyMs", outcome.millis())
        .put("error", outcome.error());
  }

  /** A page; one more than the limit shows that there is another page. */
  static JsonObject deliveries(List<Delivery> found, int limit) {
    List<Delivery> shown = found.subList(0, Math.min(found.size(), limit));
    boolean more = found.size() > limit;
    return new JsonObject()
        .put("deliveries", new JsonArray(shown.stream().map(WebhookBodies::delivery).toList()))
        .put("nextCursor", more ? Long.toString(shown.get(limit - 1).id()) : null);
  }

  static JsonObject delivery(Delivery delivery) {
    Delivery.Progress progress = delivery.progress();
    return new JsonObject()
        .put("id", Long.toString(delivery.id()))
        .put("eventId", delivery.eventId().toString())
        .put("type", delivery.type())
        .put("occurredAt", delivery.occurredAt())
        .put("state", progress.state())
        .put("attempts", progress.attempts())
        .put("status", progress.status())
        .put("latencyMs", progress.latencyMillis())
        .put("error", progress.error())
        .put("nextAttemptAt", delivery.nextAt())
        .put("createdAt", delivery.createdAt())
        .put("finishedAt", progress.finishedAt());
  }
}
