package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a whole answer as a response. */
final class ResponsesAnswerWriter {

  private final OutputItems items;
  private final ArrayNode output;
  private ArrayNode content = Json.object().arrayNode();
  private boolean refused;

  private ResponsesAnswerWriter(OutputItems items, ArrayNode output) {
    this.items = items;
    this.output = output;
  }

  static ObjectNode write(Completion completion, long created) {
    String id = OutputItems.responseId(completion.id(), created);
    ObjectNode response = response(id, completion.model(), created);
    ResponsesAnswerWriter writer =
        new ResponsesAnswerWriter(new OutputItems(id), response.withArray("output"));
    completion.parts().forEach(writer::add);
    writer.endMessage();
    ResponsesFinish.write(response, completion.finish(), writer.refused);
    response.set("usage", Spending.RESPONSES.write(completion.usage()));
    return response;
  }

  /** A response that has just begun, with every field that clients count on. */
  static ObjectNode response(String id, String model, long created) {
    ObjectNode response = Json.object();
    response.put("id", id).put("object", "response").put("created_at", created);
    response.put("status", OutputItems.BEGUN).put("background", false);
    response.putNull("error").putNull("incomplete_details").putNull("instructions");
    response.putNull("max_output_tokens").put("model", model).putArray("output");
    response.put("parallel_tool_calls", true).putNull("previous_response_id");
    response.putObject("reasoning").putNull("effort").putNull("summary");
    response.put("store", false).putNull("temperature");
    response.putObject("text").putObject("format").put("type", "text");
    response.put("tool_choice", "auto").putArray("tools");
    response.putNull("top_p").put("truncation", "disabled").putNull("usage");
    response.putObject("metadata");
    return response;
  }

  private void add(Part part) {
    if (part instanceof Part.Text text) {
      content.add(OutputItems.text(text.text()));
    } else if (part instanceof Part.Refusal refusal) {
      refused = true;
      content.add(OutputItems.refusal(refusal.text()));
    } else {
      endMessage();
      addItem(part);
    }
  }

  private void endMessage() {
    if (!content.isEmpty()) {
      output.add(items.message(output.size(), OutputItems.DONE, content));
      content = content.arrayNode();
    }
  }

  private void addItem(Part part) {
    int at = output.size();
    if (part instanceof Part.ToolCall call) {
      output.add(items.call(at, OutputItems.DONE, call));
    } else if (part instanceof Part.Thought thought) {
      output.add(
          items.reasoning(at, thought.text(), thought.seal().filter(seal -> thought.encrypted())));
    } else if (part instanceof Part.Media media && media.kind() == Part.Media.Kind.IMAGE) {
      media.data().ifPresent(data -> output.add(items.image(at, data)));
    }
  }
}
