package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the events of a stream out of a whole answer; {@link Join} makes it whole again. */
final class Split {

  /** What is told at the end. */
  private static final List<String> LAST = List.of("stop_reason", "stop_sequence", "stop_details");

  private final List<JsonNode> events = new ArrayList<>();

  private Split() {}

  static List<JsonNode> of(ObjectNode answer) {
    Split split = new Split();
    split.start(answer);
    int index = 0;
    for (JsonNode block : answer.path("content")) {
      split.block(index++, block);
    }
    split.end(answer);
    return split.events;
  }

  private ObjectNode event(String type) {
    ObjectNode event = Json.object().put("type", type);
    events.add(event);
    return event;
  }

  private void start(ObjectNode answer) {
    ObjectNode message = event("message_start").putObject("message");
    for (Map.Entry<String, JsonNode> field : answer.properties()) {
      String name = field.getKey();
      if (name.equals("content")) {
        message.putArray(name);
      } else if (LAST.contains(name)) {
        message.putNull(name);
      } else {
        message.set(name, field.getValue());
      }
    }
    if (answer.path("usage") instanceof ObjectNode usage && usage.has("output_tokens")) {
      message.set("usage", usage.deepCopy().put("output_tokens", 0));
    }
  }

  private void end(ObjectNode answer) {
    ObjectNode event = event("message_delta");
    ObjectNode delta = event.putObject("delta");
    for (String name : LAST) {
      if (answer.has(name)) {
        delta.set(name, answer.path(name));
      }
    }
    if (answer.path("usage") instanceof ObjectNode usage) {
      event.set("usage", usage);
    }
    event("message_stop");
  }

  private void block(int index, JsonNode block) {
    ObjectNode start = event("content_block_start").put("index", index);
    List<ObjectNode> deltas = new ArrayList<>();
    start.set("content_block", block instanceof ObjectNode object ? begin(object, deltas) : block);
    for (ObjectNode delta : deltas) {
      event("content_block_delta").put("index", index).set("delta", delta);
    }
    event("content_block_stop").put("index", index);
  }

  private static ObjectNode begin(ObjectNode block, List<ObjectNode> deltas) {
    ObjectNode start = block.deepCopy();
    switch (block.path("type").asText()) {
      case "text" -> {
        cite(start, deltas);
        cut(start, "text", deltas);
      }
      case "thinking" -> {
        cut(start, "thinking", deltas);
        if (start.path("signature").isTextual()) {
          deltas.add(delta("signature").put("signature", start.path("signature").textValue()));
          start.put("signature", "");
        }
      }
      case "tool_use", "server_tool_use", "mcp_tool_use" -> argue(start, deltas);
      default -> {
        // Comes in one piece.
      }
    }
    return start;
  }

  private static ObjectNode delta(String kind) {
    return Json.object().put("type", kind + "_delta");
  }

  private static void cut(ObjectNode start, String name, List<ObjectNode> deltas) {
    if (start.path(name).isTextual()) {
      for (String text : Pieces.of(start.path(name).textValue())) {
        deltas.add(delta(name).put(name, text));
      }
      start.put(name, "");
    }
  }

  private static void cite(ObjectNode start, List<ObjectNode> deltas) {
    if (start.path("citations") instanceof ArrayNode citations) {
      for (JsonNode citation : citations) {
        ObjectNode delta = delta("citations");
        delta.set("citation", citation);
        deltas.add(delta);
      }
      start.putArray("citations");
    }
  }

  private static void argue(ObjectNode start, List<ObjectNode> deltas) {
    if (start.path("input") instanceof ObjectNode input && !input.isEmpty()) {
      for (String text : Pieces.of(input.toString())) {
        deltas.add(delta("input_json").put("partial_json", text));
      }
      start.putObject("input");
    }
  }
}
