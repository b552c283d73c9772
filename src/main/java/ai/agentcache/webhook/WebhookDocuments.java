package ai.agentcache.webhook;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies about webhooks as the OpenAPI document describes them. Nothing of this is used at run
 * time: {@link Wish} reads and {@link WebhookBodies} writes them.
 */
final class WebhookDocuments {

  static final String CREATE =
      "Events are posted to it, signed by the Standard Webhooks specification. Tenants may subscribe"
          + " to quota.*, budget.*, anomaly.*, upload.*, batch.dead_letter, key.revoked and"
          + " breaker.*, the operator to breaker.* and alert.*.";

  private WebhookDocuments() {}

  @Schema(
      name = "NewWebhook",
      requiredProperties = {"url", "events"},
      additionalProperties = Schema.False.class)
  record Wanted(
      @Schema(maxLength = 2048, description = "An https address of the public internet.")
          String url,
      @Schema(description = "Types of events, or `*` for all.") List<String> events,
      @Schema(maxLength = 256) String description,
      @Schema(
              enumeration = {"standard", "slack"},
              defaultValue = "standard")
          String format,
      @Schema(defaultValue = "true") boolean enabled) {}

  @Schema(name = "WebhookChange", additionalProperties = Schema.False.class)
  record Changed(
      @Schema(maxLength = 2048) String url,
      List<String> events,
      @Schema(maxLength = 256) String description,
      @Schema(enumeration = {"standard", "slack"}) String format,
      boolean enabled) {}

  @Schema(
      name = "Webhook",
      requiredProperties = {
        "id",
        "url",
        "events",
        "description",
        "format",
        "enabled",
        "disabledReason",
        "failures",
        "failingSince",
        "retryAt",
        "createdAt",
        "updatedAt"
      })
  record Shown(
      @Schema(format = "uuid") String id,
      String url,
      List<String> events,
      Optional<String> description,
      @Schema(enumeration = {"standard", "slack"}) String format,
      boolean enabled,
      @Schema(description = "Why the service switched it off.") Optional<String> disabledReason,
      @Schema(description = "Tries in a row that failed.") int failures,
      @Schema(description = "A time, ISO 8601.") Optional<String> failingSince,
      @Schema(description = "When it is tried next; null for at once.") Optional<String> retryAt,
      @Schema(format = "date-time") String createdAt,
      @Schema(format = "date-time") String updatedAt) {}

  @Schema(name = "MadeWebhook", requiredProperties = "secret", allOf = Shown.class)
  record Made(
      @Schema(description = "`whsec_` and base64; verifies signatures, shown this once.")
          String secret) {}

  @Schema(name = "Webhooks", requiredProperties = "webhooks")
  record All(List<Shown> webhooks) {}

  @Schema(
      name = "WebhookOutcome",
      requiredProperties = {"delivered", "status", "latencyMs", "error"})
  record Tried(
      boolean delivered,
      @Schema(description = "What the endpoint answered.") Optional<Integer> status,
      int latencyMs,
      Optional<String> error) {}

  @Schema(
      name = "WebhookDelivery",
      requiredProperties = {
        "id",
        "eventId",
        "type",
        "occurredAt",
        "state",
        "attempts",
        "status",
        "latencyMs",
        "error",
        "nextAttemptAt",
        "createdAt",
        "finishedAt"
      })
  record OneDelivery(
      String id,
      @Schema(format = "uuid", description = "The `webhook-id` it is sent with.") String eventId,
      String type,
      @Schema(format = "date-time") String occurredAt,
      @Schema(enumeration = {"pending", "delivered", "failed"}) String state,
      int attempts,
      @Schema(description = "What the endpoint answered last.") Optional<Integer> status,
      Optional<Integer> latencyMs,
      Optional<String> error,
      @Schema(description = "A time, ISO 8601.") Optional<String> nextAttemptAt,
      @Schema(format = "date-time") String createdAt,
      @Schema(description = "A time, ISO 8601.") Optional<String> finishedAt) {}

  @Schema(
      name = "WebhookDeliveries",
      requiredProperties = {"deliveries", "nextCursor"})
  record DeliveryPage(
      List<OneDelivery> deliveries,
      @Schema(description = "The `cursor` of the next page; null on the last.")
          Optional<String> nextCursor) {}
}
