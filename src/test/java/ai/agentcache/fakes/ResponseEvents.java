package ai.agentcache.fakes;

import ai.agentcache.fakes.Frame.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The typed and numbered events of one streamed response. */
final class ResponseEvents {

  private static final int ARGUMENTS_PIECE = 8;

  private final List<Frame> frames = new ArrayList<>();
  private int sequence;
  private int output;

  List<Frame> frames() {
    return frames;
  }

  void begin(ObjectNode response) {
    add(Kind.START, event("response.created").set("response", response));
    add(Kind.START, event("response.in_progress").set("response", response));
  }

  void end(ObjectNode response) {
    String type = "response." + response.path("status").asText();
    add(Kind.MARKER, event(type).set("response", response));
  }

  void reasoning(ObjectNode item, Reply reply, boolean shown) {
    ObjectNode empty = item.deepCopy();
    empty.putArray("summary");
    item("response.output_item.added", empty);
    if (shown) {
      String at = "response.reasoning_summary_";
      JsonNode id = item.get("id");
      ObjectNode none = OpenAiResponses.summary("");
      add(Kind.CONTENT, summary(at + "part.added", id).set("part", none));
      for (String piece : reply.reasoning()) {
        add(Kind.CONTENT, summary(at + "text.delta", id).put("delta", piece));
      }
      String text = reply.wholeReasoning();
      add(Kind.CONTENT, summary(at + "text.done", id).put("text", text));
      ObjectNode all = OpenAiResponses.summary(text);
      add(Kind.CONTENT, summary(at + "part.done", id).set("part", all));
    }
    done(item);
  }

  private ObjectNode summary(String type, JsonNode id) {
    return at(type, id).put("summary_index", 0);
  }

  void message(ObjectNode begun, ObjectNode complete, Reply reply) {
    item("response.output_item.added", begun);
    JsonNode id = begun.get("id");
    ObjectNode empty = OpenAiResponses.part(reply, "");
    add(Kind.CONTENT, part("response.content_part.added", id).set("part", empty));
    boolean refuses = !reply.refusal().isEmpty();
    String name = refuses ? "response.refusal." : "response.output_text.";
    for (String piece : refuses ? Words.pieces(reply.refusal()) : reply.text()) {
      ObjectNode delta = part(name + "delta", id).put("delta", piece);
      add(Kind.CONTENT, refuses ? delta : weighed(delta));
    }
    ObjectNode done = part(name + "done", id);
    add(
        Kind.CONTENT,
        refuses
            ? done.put("refusal", reply.refusal())
            : weighed(done.put("text", reply.wholeText())));
    JsonNode whole = complete.path("content").path(0);
    add(Kind.CONTENT, part("response.content_part.done", id).set("part", whole));
    done(complete);
  }

  private ObjectNode part(String type, JsonNode id) {
    return at(type, id).put("content_index", 0);
  }

  private static ObjectNode weighed(ObjectNode event) {
    event.putArray("logprobs");
    return event;
  }

  void call(ObjectNode item) {
    ObjectNode begun = item.deepCopy();
    item("response.output_item.added", begun.put("status", "in_progress").put("arguments", ""));
    String at = "response.function_call_arguments.";
    String arguments = item.path("arguments").asText();
    for (String piece : Words.slices(arguments, ARGUMENTS_PIECE)) {
      add(Kind.CONTENT, at(at + "delta", item.get("id")).put("delta", piece));
    }
    ObjectNode done = at(at + "done", item.get("id")).put("arguments", arguments);
    add(Kind.CONTENT, done.put("name", item.path("name").asText()));
    done(item);
  }

  private void done(ObjectNode item) {
    item("response.output_item.done", item);
    output++;
  }

  private void item(String type, ObjectNode item) {
    add(Kind.CONTENT, event(type).put("output_index", output).set("item", item));
  }

  private ObjectNode at(String type, JsonNode itemId) {
    return event(type).put("item_id", itemId.asText()).put("output_index", output);
  }

  private ObjectNode event(String type) {
    return Json.object().put("type", type).put("sequence_number", sequence++);
  }

  private void add(Kind kind, JsonNode event) {
    frames.add(Frame.typed(kind, event));
  }
}
