package ai.agentcache.agent.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What holders of keys are told of the health of the service. */
final class StatusDocuments {

  static final String DESCRIPTION =
      """
      Checks and alerts are as the replica that answers saw them at its last look, a few seconds ago;
      the history is what it told since its start. A tenant's key is told nothing that sums up what
      others do: no messages with figures, no alerts on tokens or dead letters, and of batches only its
      own that were settled and how late the service is. The operator's key is told all.
      """;

  private StatusDocuments() {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ServiceStatus",
      requiredProperties = {"status", "checks", "alerts", "history", "timestamp"})
  record ServiceStatus(
      @Schema(enumeration = {"healthy", "degraded", "unhealthy"}) String status,
      List<Part> checks,
      @Schema(description = "Updates of agents; absent while a store is away.")
          @Nullable Batches batches,
      @Schema(description = "What is wrong now, the worst first.") List<Trouble> alerts,
      @Schema(description = "What was told of late, the latest first.") List<Told> history,
      @Schema(format = "date-time") String timestamp) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ServicePart",
      requiredProperties = {"name", "status"})
  record Part(
      String name,
      @Schema(enumeration = {"healthy", "degraded", "unhealthy"}) String status,
      @Schema(description = "What was seen; for the operator.") @Nullable String message) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ServiceBatches",
      requiredProperties = {"applied", "deadLetters", "lagMs"})
  record Batches(
      @Schema(description = "Applied, dead or waiting; for the operator.") @Nullable Long accepted,
      @Schema(description = "Updates applied, of batches opened in the last hour.") long applied,
      @Schema(description = "Updates that wait; for the operator.") @Nullable Long waiting,
      @Schema(description = "How long the oldest waiting update of anybody has waited.") long lagMs,
      @Schema(description = "Updates that cannot be applied, of batches opened in the last hour.")
          long deadLetters) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ServiceAlert",
      requiredProperties = {"rule", "severity", "since"})
  record Trouble(
      String rule,
      @Schema(enumeration = {"warning", "critical"}) String severity,
      @Nullable String message,
      @Schema(format = "date-time", description = "When it began.") String since) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ServiceAlertTold",
      requiredProperties = {"rule", "severity", "event", "at"})
  record Told(
      String rule,
      @Schema(enumeration = {"warning", "critical"}) String severity,
      @Schema(enumeration = {"firing", "escalated", "repeated", "resolved"}) String event,
      @Nullable String message,
      @Schema(format = "date-time", description = "When it was told.") String at) {}
}
