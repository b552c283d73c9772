package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived: path and query as sent, headers by lower-case name (several of one name
 * joined by a comma), the body as text.
 */
public record Received(
    String method, String path, String query, Map<String, String> headers, String body) {

  /** A header, by name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as JSON; a missing node when it is none. */
  public JsonNode json() {
    return Json.parse(body);
  }

  /** Whether this text occurs anywhere: path, query, a header's value or the body. */
  public boolean mentions(String text) {
    return path.contains(text)
        || query.contains(text)
        || headers.values().stream().anyMatch(value -> value.contains(text))
        || body.contains(text);
  }

  /** The value of a query parameter, not decoded; empty when it is not there. */
  String parameter(String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }
}
