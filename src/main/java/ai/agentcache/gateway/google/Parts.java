package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The parts of a streamed content, in which plain text that was cut is whole again. */
final class Parts {

  private static final Set<String> PLAIN = Set.of("text", "thought");

  private final ArrayNode done = Json.object().arrayNode();
  private final StringBuilder text = new StringBuilder();
  private boolean isOpen;
  private boolean isThought;

  void add(JsonNode part) {
    if (!isPlain(part)) {
      close();
      done.add(part);
      return;
    }
    boolean thought = part.path("thought").asBoolean(false);
    if (thought != isThought) {
      close();
    }
    isOpen = true;
    isThought = thought;
    text.append(part.path("text").textValue());
  }

  /** Only text, and whether it is a thought. */
  private static boolean isPlain(JsonNode part) {
    if (!part.path("text").isTextual()
        || (part.has("thought") && !part.path("thought").isBoolean())) {
      return false;
    }
    for (var field : part.properties()) {
      if (!PLAIN.contains(field.getKey())) {
        return false;
      }
    }
    return true;
  }

  private void close() {
    if (isOpen) {
      ObjectNode part = done.addObject().put("text", text.toString());
      if (isThought) {
        part.put("thought", true);
      }
      text.setLength(0);
      isOpen = false;
    }
  }

  void writeTo(ArrayNode parts) {
    close();
    parts.addAll(done);
  }
}
