package ai.agentcache.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The error bodies as the OpenAPI document describes them. Nothing of this is used at run time:
 * {@link ErrorBody} writes them.
 */
final class ErrorDocuments {

  private ErrorDocuments() {}

  @Schema(
      name = "Error",
      requiredProperties = {"error", "code", "details", "requestId"})
  record Failed(
      @Schema(description = "Short text.", examples = "Invalid field") String error,
      @Schema(description = "Stable code.", implementation = ErrorCode.class) String code,
      @Schema(description = "What to change.") String details,
      @Schema(description = "The `X-Request-Id` of this answer.") String requestId) {}

  @Schema(
      name = "AgentError",
      requiredProperties = {"error", "timestamp"})
  record AgentFailed(AgentReason error, @Schema(format = "date-time") String timestamp) {}

  @Schema(
      name = "AgentErrorReason",
      requiredProperties = {"code", "message"})
  record AgentReason(
      @Schema(description = "Stable code.") String code,
      @Schema(description = "What to change.") String message) {}

  @Schema(
      name = "LimitError",
      requiredProperties = {"error", "code", "limit", "requestId"})
  record Refused(
      @Schema(enumeration = {"Rate limit exceeded", "Monthly quota exceeded"}) String error,
      @Schema(enumeration = {"RATE_LIMITED", "QUOTA_EXCEEDED"}) String code,
      @Schema(description = "Requests in the window or the month.") long limit,
      @Schema(description = "Of a rate limit: `1 minute`.") String window,
      @Schema(description = "Of a rate limit: what to do.") String message,
      @Schema(description = "Of a rate limit: seconds to wait.") long retryAfter,
      @Schema(description = "Of a quota: requests so far this month.") long used,
      @Schema(format = "date-time", description = "Of a quota: when it begins anew.")
          String resetsAt,
      @Schema(description = "The `X-Request-Id` of this answer.") String requestId) {}
}
