package ai.agentcache.agent.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What agents are told of the health of the service. */
final class AgentHealthDocuments {

  private AgentHealthDocuments() {}

  /** For everybody. */
  @Schema(
      name = "AgentServiceStatus",
      requiredProperties = {"status", "timestamp"})
  record Brief(
      @Schema(enumeration = {"healthy", "degraded", "unhealthy"}) String status,
      String timestamp) {}

  /** For agents. */
  @Schema(
      name = "AgentServiceHealth",
      requiredProperties = {"status", "agent_id", "environment", "health", "performance"})
  record Whole(
      @Schema(enumeration = {"healthy", "degraded", "unhealthy"}) String status,
      @JsonProperty("agent_id") String agentId,
      String environment,
      Set<String> permissions,
      Depth health,
      Performance performance,
      String timestamp) {}

  @Schema(name = "AgentServiceDepth")
  record Depth(
      @Schema(enumeration = {"HEALTHY", "DEGRADED", "UNHEALTHY"}) String overall,
      List<Part> checks,
      Map<String, Double> metrics,
      List<Trouble> alerts,
      @Schema(description = "What was told of late, the latest first.") List<Told> history) {}

  @Schema(name = "AgentServicePart")
  record Part(
      String name,
      @Schema(enumeration = {"HEALTHY", "DEGRADED", "UNHEALTHY"}) String status,
      String message,
      @Schema(description = "When it was looked at.") String timestamp,
      @Schema(description = "How long ago that is, ms.") long age) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AgentServiceAlert")
  record Trouble(
      String rule,
      @Schema(enumeration = {"warning", "critical"}) String severity,
      String message,
      @Schema(description = "When it began.") String since) {}

  @Schema(name = "AgentServiceAlertTold")
  record Told(
      String rule,
      @Schema(enumeration = {"firing", "escalated", "repeated", "resolved"}) String event,
      @Schema(enumeration = {"warning", "critical"}) String severity,
      String message,
      @Schema(description = "When it was told.") String at) {}

  @Schema(name = "AgentServicePerformance")
  record Performance(
      @Schema(description = "Mean of the last minute, ms.") double responseTime,
      @Schema(description = "Since the start, seconds.") double uptime,
      @Schema(description = "Of the last minute.") Map<String, Double> requestCounts,
      @Schema(description = "Of the last minute, 0 to 1.") double errorRate) {}
}
