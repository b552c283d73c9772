package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/**
 * Tells thoughts that the provider sealed from thoughts of other models, which it refuses: those
 * have no seal, or one with the mark of another provider before a colon.
 */
final class Seals {

  private Seals() {}

  static boolean areOurs(Part.Thought thought) {
    return thought.seal().filter(Seals::isOurs).isPresent();
  }

  private static boolean isOurs(String seal) {
    return !seal.isEmpty() && seal.indexOf(':') < 0;
  }

  /** Takes thoughts of other models out of a body of this dialect. */
  static void removeForeign(ObjectNode body) {
    for (JsonNode message : body.path("messages")) {
      JsonNode content = message.path("content");
      if (content.isArray() && hasOther(content)) {
        removeForeign(content);
      }
    }
  }

  /** A message must not become empty. */
  private static boolean hasOther(JsonNode content) {
    for (JsonNode block : content) {
      if (!isForeign(block)) {
        return true;
      }
    }
    return false;
  }

  private static void removeForeign(JsonNode content) {
    for (Iterator<JsonNode> blocks = content.elements(); blocks.hasNext(); ) {
      if (isForeign(blocks.next())) {
        blocks.remove();
      }
    }
  }

  private static boolean isForeign(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "thinking" -> !isOurs(block.path("signature").asText());
      case "redacted_thinking" -> !isOurs(block.path("data").asText());
      default -> false;
    };
  }
}
