package ai.agentcache.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Tells a whole response as the events of a stream: texts and arguments bit by bit, other items
 * whole, and in the last event the response itself.
 */
final class ResponsesSplit {

  private final ResponsesEvents events = new ResponsesEvents();

  private ResponsesSplit() {}

  static List<JsonNode> split(ObjectNode response) {
    ResponsesSplit split = new ResponsesSplit();
    ObjectNode begun = response.deepCopy();
    begun.put("status", OutputItems.BEGUN).putNull("usage").putArray("output");
    if (begun.has("incomplete_details")) {
      begun.putNull("incomplete_details");
    }
    split.events.response("response.created", begun);
    split.events.response("response.in_progress", begun);
    ArrayNode output = Answers.array(response, "output");
    for (int i = 0; i < output.size(); i++) {
      split.item(i, Answers.object(output.get(i), "an item"));
    }
    split.events.response(last(response), response);
    return List.copyOf(split.events.take());
  }

  private static String last(ObjectNode response) {
    return switch (Answers.text(response, "status")) {
      case "completed" -> "response.completed";
      case "incomplete" -> "response.incomplete";
      default -> "response.failed";
    };
  }

  private void item(int output, ObjectNode item) {
    ObjectNode begun = item.deepCopy();
    if (begun.path("status").asText("").equals(OutputItems.DONE)) {
      begun.put("status", OutputItems.BEGUN);
    }
    for (String field : List.of("content", "summary")) {
      if (begun.path(field).isArray()) {
        begun.putArray(field);
      }
    }
    boolean call = item.path("type").asText("").equals("function_call");
    if (call) {
      begun.put("arguments", "");
    }
    events.begin(output, begun);
    parts(output, item, "summary");
    parts(output, item, "content");
    if (call) {
      arguments(output, item);
    }
    events.end(output, item);
  }

  private void parts(int output, ObjectNode item, String field) {
    JsonNode parts = item.path(field);
    for (int i = 0; parts.isArray() && i < parts.size(); i++) {
      if (parts.get(i) instanceof ObjectNode part) {
        part(output, item, i, part);
      }
    }
  }

  private void part(int output, ObjectNode item, int at, ObjectNode part) {
    SpokenPart kind = SpokenPart.of(part);
    if (kind == null) {
      return;
    }
    kind.begin(events, output, item, at, part);
    for (String piece : Words.of(kind.text(part))) {
      kind.say(events, output, item, at, piece);
    }
    kind.end(events, output, item, at, part);
  }

  private void arguments(int output, ObjectNode item) {
    String arguments = Answers.text(item, "arguments");
    for (String piece : Words.of(arguments)) {
      events.within("response.function_call_arguments.delta", output, item).put("delta", piece);
    }
    ObjectNode done = events.within("response.function_call_arguments.done", output, item);
    done.put("name", Answers.text(item, "name")).put("arguments", arguments);
  }
}
