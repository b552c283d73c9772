package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A block of an answer to which deltas are added. */
final class Growing {

  private static final String INPUT = "partial_json";

  private final ObjectNode block;
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

  /**
   * @param block how it begins; changed here
   */
  Growing(ObjectNode block) {
    this.block = block;
  }

  void add(ObjectNode delta) {
    boolean cites = delta.path("type").asText().equals("citations_delta");
    for (Map.Entry<String, JsonNode> field : delta.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (name.equals("type")) {
        continue;
      }
      if (cites && name.equals("citation")) {
        cite(value);
      } else if (value.isTextual()) {
        texts.computeIfAbsent(name, this::begun).append(value.textValue());
      } else {
        texts.remove(name);
        block.set(name, value);
      }
    }
  }

  private StringBuilder begun(String name) {
    JsonNode start = block.path(name);
    return new StringBuilder(start.isTextual() ? start.textValue() : "");
  }

  private void cite(JsonNode citation) {
    if (block.path("citations") instanceof ArrayNode citations) {
      citations.add(citation);
    } else {
      block.putArray("citations").add(citation);
    }
  }

  /**
   * The block as it is now.
   *
   * @param cut whether the answer was cut off; then arguments may break off, too, and are dropped
   */
  ObjectNode whole(boolean cut) {
    texts.forEach(
        (name, text) -> {
          if (!name.equals(INPUT)) {
            block.put(name, text.toString());
          } else if (!text.isEmpty()) {
            block.set("input", input(text.toString(), cut));
          }
        });
    return block;
  }

  private static JsonNode input(String json, boolean cut) {
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (cut) {
        return Json.object();
      }
      throw new MalformedAnswerException("the arguments of a call are no JSON");
    }
  }
}
