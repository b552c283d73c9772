package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Anthropic. */
final class AnthropicManners implements Provider {

  @Override
  public void authenticate(Received request, Set<String> rejectedKeys) {
    String key =
        request
            .header("x-api-key")
            .or(() -> request.header("authorization").map(a -> a.replaceFirst("(?i)^Bearer +", "")))
            .orElse("");
    if (key.isBlank()) {
      throw new Rejected(401, "x-api-key header is required", null, null);
    }
    if (rejectedKeys.contains(key)) {
      throw new Rejected(401, "invalid x-api-key", null, null);
    }
    if (request.header("anthropic-version").isEmpty()) {
      throw Rejected.bad("anthropic-version: header is required", "anthropic-version", null);
    }
  }

  @Override
  public ObjectNode error(Rejected rejected, long number) {
    ObjectNode body = Json.object().put("type", "error");
    String type = type(rejected.status);
    body.putObject("error")
        .put("type", rejected.code == null ? type : rejected.code)
        .put("message", rejected.message.isEmpty() ? message(rejected.status) : rejected.message);
    return body.put("request_id", id(number));
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 529 -> "overloaded_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }

  private static String message(int status) {
    return switch (status) {
      case 401 -> "invalid x-api-key";
      case 404 -> "Not found";
      case 413 -> "Request exceeds the maximum size";
      case 429 -> "This request would exceed your organization's rate limit.";
      case 529 -> "Overloaded";
      default -> status < 500 ? "Invalid request" : "Internal server error";
    };
  }

  private static String id(long number) {
    return "req_fake" + number;
  }

  @Override
  public Map<String, String> headers(long number) {
    return Map.of(
        "request-id", id(number),
        "anthropic-organization-id", "00000000-0000-4000-8000-000000000000",
        "anthropic-ratelimit-requests-limit", "4000",
        "anthropic-ratelimit-requests-remaining", "3999");
  }

  @Override
  public Rejected unknown(Received request, boolean pathIsKnown) {
    return pathIsKnown
        ? new Rejected(405, "Method Not Allowed", null, "invalid_request_error")
        : new Rejected(404, "Not Found", null, null);
  }
}
