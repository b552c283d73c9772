package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenAI and the servers that are compatible with it. */
final class OpenAiManners implements Provider {

  @Override
  public void authenticate(Received request, Set<String> rejectedKeys) {
    String key = request.header("authorization").orElse("").replaceFirst("(?i)^Bearer +", "");
    if (key.isBlank()) {
      throw new Rejected(
          401,
          "You didn't provide an API key. You need to provide your API key in an Authorization"
              + " header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
          null,
          null);
    }
    if (rejectedKeys.contains(key)) {
      throw new Rejected(401, "Incorrect API key provided: " + masked(key) + ".", null, KEY);
    }
  }

  private static final String KEY = "invalid_api_key";

  private static String masked(String key) {
    return key.length() < 8 ? "***" : key.substring(0, 4) + "***" + key.substring(key.length() - 4);
  }

  @Override
  public ObjectNode error(Rejected rejected, long number) {
    ObjectNode error = Json.object();
    error
        .putObject("error")
        .put("message", rejected.message.isEmpty() ? message(rejected.status) : rejected.message)
        .put("type", type(rejected))
        .put("param", rejected.field)
        .put("code", rejected.code == null ? code(rejected.status) : rejected.code);
    return error;
  }

  private static String type(Rejected rejected) {
    if ("insufficient_quota".equals(rejected.code)) {
      return "insufficient_quota";
    }
    return switch (rejected.status) {
      case 403 -> "request_forbidden";
      case 429 -> "requests";
      default -> rejected.status < 500 ? "invalid_request_error" : "server_error";
    };
  }

  private static @Nullable String code(int status) {
    return status == 429 ? "rate_limit_exceeded" : null;
  }

  private static String message(int status) {
    return switch (status) {
      case 401 -> "Incorrect API key provided.";
      case 403 -> "You are not allowed to use this model.";
      case 404 -> "The requested resource was not found.";
      case 429 -> "Rate limit reached for requests. Please try again later.";
      case 503 -> "The engine is currently overloaded, please try again later";
      default ->
          status < 500
              ? "Invalid request."
              : "The server had an error while processing your request. Sorry about that!";
    };
  }

  @Override
  public Map<String, String> headers(long number) {
    return Map.of(
        "x-request-id", "req_fake" + number,
        "openai-version", "2020-10-01",
        "openai-processing-ms", "1",
        "x-ratelimit-limit-requests", "10000",
        "x-ratelimit-remaining-requests", "9999");
  }

  @Override
  public Rejected unknown(Received request, boolean pathIsKnown) {
    String target = request.method() + " " + request.path();
    return pathIsKnown
        ? new Rejected(405, "Not allowed to " + target, null, "method_not_supported")
        : new Rejected(404, "Invalid URL (" + target + ")", null, null);
  }
}
