package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Google. It says 403 without a key and 400 to a wrong one, as the real one does; the reason is in
 * the details.
 */
final class GoogleManners implements Provider {

  private static final String BAD_KEY = "API_KEY_INVALID";
  private static final String TYPES = "type.googleapis.com/google.rpc.";

  @Override
  public void authenticate(Received request, Set<String> rejectedKeys) {
    String key =
        request
            .header("x-goog-api-key")
            .or(() -> request.header("authorization").map(a -> a.replaceFirst("(?i)^Bearer +", "")))
            .orElseGet(() -> request.parameter("key"));
    if (key.isBlank()) {
      throw new Rejected(
          403,
          "Method doesn't allow unregistered callers (callers without established identity). Please"
              + " use API Key or other form of API consumer identity to call this API.",
          null,
          null);
    }
    if (rejectedKeys.contains(key)) {
      String message = "API key not valid. Please pass a valid API key.";
      throw Rejected.bad(message, null, BAD_KEY);
    }
  }

  @Override
  public ObjectNode error(Rejected rejected, long number) {
    ObjectNode body = Json.object();
    String status = status(rejected.status);
    ObjectNode error =
        body.putObject("error")
            .put("code", rejected.status)
            .put("message", rejected.message.isEmpty() ? message(status) : rejected.message)
            .put("status", status);
    ArrayNode details = details(rejected);
    if (!details.isEmpty()) {
      error.set("details", details);
    }
    return body;
  }

  private static ArrayNode details(Rejected rejected) {
    ArrayNode details = Json.array();
    if (rejected.code != null) {
      details
          .addObject()
          .put("@type", TYPES + "ErrorInfo")
          .put("reason", rejected.code)
          .put("domain", "googleapis.com")
          .putObject("metadata")
          .put("service", "generativelanguage.googleapis.com");
    }
    if (rejected.field != null) {
      details
          .addObject()
          .put("@type", TYPES + "BadRequest")
          .putArray("fieldViolations")
          .addObject()
          .put("field", rejected.field)
          .put("description", rejected.message);
    }
    if (rejected.retryAfter.matches("[0-9.]+")) {
      details
          .addObject()
          .put("@type", TYPES + "RetryInfo")
          .put("retryDelay", rejected.retryAfter + "s");
    }
    return details;
  }

  private static String status(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 500 -> "INTERNAL";
      case 501 -> "UNIMPLEMENTED";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status < 500 ? "INVALID_ARGUMENT" : "UNKNOWN";
    };
  }

  private static String message(String status) {
    return switch (status) {
      case "RESOURCE_EXHAUSTED" -> "You exceeded your current quota.";
      case "UNAVAILABLE" -> "The model is overloaded. Please try again later.";
      case "INTERNAL" -> "An internal error has occurred.";
      case "NOT_FOUND" -> "Requested entity was not found.";
      default -> "Request contains an invalid argument.";
    };
  }

  @Override
  public Map<String, String> headers(long number) {
    return Map.of("server-timing", "gfet4t7; dur=1", "vary", "Origin, X-Origin, Referer");
  }

  @Override
  public Rejected unknown(Received request, boolean pathIsKnown) {
    return new Rejected(404, "Not found: " + request.path(), null, null);
  }
}
