package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The events of one stream, numbered in their order. Not thread-safe. */
final class ResponsesEvents {

  private List<ObjectNode> events = new ArrayList<>(2);
  private int number;

  /** The events since this was last asked. */
  List<ObjectNode> take() {
    List<ObjectNode> taken = events;
    events = new ArrayList<>(2);
    return taken;
  }

  private ObjectNode add(String type) {
    ObjectNode event = Json.object().put("type", type).put("sequence_number", number++);
    events.add(event);
    return event;
  }

  /** An event about the response as a whole. */
  void response(String type, ObjectNode response) {
    add(type).set("response", response);
  }

  /** An item begins. */
  void begin(int output, ObjectNode item) {
    add("response.output_item.added").put("output_index", output).set("item", item);
  }

  /** An item is whole. */
  void end(int output, ObjectNode item) {
    add("response.output_item.done").put("output_index", output).set("item", item);
  }

  /** An event about something within an item. */
  ObjectNode within(String type, int output, JsonNode item) {
    ObjectNode event = add(type);
    event.put("item_id", item.path("id").asText("")).put("output_index", output);
    return event;
  }
}
