package ai.agentcache.webhook;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * An event as it is told.
 *
 * @param id its id, the same however often it is sent
 * @param type what happened
 * @param at when
 * @param data more
 */
record Message(String id, String type, Instant at, JsonObject data) {

  /** What is posted. */
  byte[] body(Format format) {
    JsonObject body =
        format == Format.SLACK
            ? new JsonObject().put("text", text())
            : new JsonObject().put("type", type).put("timestamp", at).put("data", data);
    return body.toBuffer().getBytes();
  }

  /** For people: what the event says of itself, or what is known of it. */
  private String text() {
    String said = data.getString("message");
    String known =
        data.stream()
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(Collectors.joining(", "));
    return escaped("AgentCache: " + type + ": " + (said == null ? known : said));
  }

  /** Slack takes these three for the beginning of something. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
