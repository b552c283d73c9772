package ai.agentcache.fakes;

import ai.agentcache.fakes.Reply.Finish;
import ai.agentcache.fakes.Reply.ToolCall;
import ai.agentcache.fakes.Reply.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's responses. */
final class OpenAiResponses implements WireFormat {

  static final String IN_PROGRESS = "in_progress";
  static final String COMPLETED = "completed";

  @Override
  public Prompt read(Received request, JsonNode body) {
    return ResponsesPrompt.read(body);
  }

  @Override
  public ObjectNode whole(Prompt prompt, Reply reply, long number) {
    ObjectNode body = envelope(prompt, number, status(reply));
    if (incomplete(reply)) {
      String reason = reply.reason() == Finish.FILTER ? "content_filter" : "max_output_tokens";
      body.putObject("incomplete_details").put("reason", reason);
    }
    body.put("completed_at", Ids.epochSeconds());
    body.set("output", output(prompt, reply, number));
    body.set("usage", usage(reply.tokens()));
    return body;
  }

  static boolean incomplete(Reply reply) {
    return reply.reason() == Finish.LENGTH || reply.reason() == Finish.FILTER;
  }

  static String status(Reply reply) {
    return incomplete(reply) ? "incomplete" : COMPLETED;
  }

  /** All that is known before the model has said anything. */
  static ObjectNode envelope(Prompt prompt, long number, String status) {
    JsonNode asked = prompt.request;
    ObjectNode body =
        Json.object()
            .put("id", Ids.of("resp_", number))
            .put("object", "response")
            .put("created_at", Ids.epochSeconds())
            .put("status", status)
            .put("background", false);
    body.putNull("error").putNull("incomplete_details");
    body.set("instructions", echoed(asked, "instructions", Json.MAPPER.nullNode()));
    body.set("max_output_tokens", echoed(asked, "max_output_tokens", Json.MAPPER.nullNode()));
    body.put("model", prompt.model).putArray("output");
    body.set("parallel_tool_calls", echoed(asked, "parallel_tool_calls", node(true)));
    body.set("previous_response_id", echoed(asked, "previous_response_id", node(null)));
    ObjectNode reasoning = body.putObject("reasoning");
    reasoning.set("effort", echoed(asked.path("reasoning"), "effort", node(null)));
    reasoning.set("summary", echoed(asked.path("reasoning"), "summary", node(null)));
    body.put("service_tier", "default");
    body.set("store", echoed(asked, "store", node(true)));
    body.set("temperature", echoed(asked, "temperature", node(1.0)));
    ObjectNode plain = Json.object();
    plain.putObject("format").put("type", "text");
    body.set("text", echoed(asked, "text", plain));
    body.set("tool_choice", echoed(asked, "tool_choice", node("auto")));
    body.set("tools", echoed(asked, "tools", Json.array()));
    body.set("top_p", echoed(asked, "top_p", node(1.0)));
    body.put("truncation", "disabled").putNull("usage").putNull("user");
    body.set("metadata", echoed(asked, "metadata", Json.object()));
    return body;
  }

  private static JsonNode echoed(JsonNode asked, String field, JsonNode otherwise) {
    return Json.has(asked, field) ? asked.get(field) : otherwise;
  }

  private static JsonNode node(@Nullable Object value) {
    return Json.MAPPER.valueToTree(value);
  }

  private static ArrayNode output(Prompt prompt, Reply reply, long number) {
    ArrayNode output = Json.array();
    if (!reply.reasoning().isEmpty()) {
      output.add(reasoning(prompt, reply, number));
    }
    if (speaks(reply)) {
      output.add(message(reply, number, status(reply)));
    }
    for (int i = 0; i < reply.toolCalls().size(); i++) {
      output.add(call(reply.toolCalls().get(i), number, i));
    }
    return output;
  }

  static boolean speaks(Reply reply) {
    return reply.toolCalls().isEmpty() || !reply.text().isEmpty();
  }

  static ObjectNode reasoning(Prompt prompt, Reply reply, long number) {
    ObjectNode item = Json.object().put("id", Ids.of("rs_", number)).put("type", "reasoning");
    ArrayNode summary = item.putArray("summary");
    if (prompt.showsReasoning) {
      summary.add(summary(reply.wholeReasoning()));
    }
    return item;
  }

  static ObjectNode summary(String text) {
    return Json.object().put("type", "summary_text").put("text", text);
  }

  static ObjectNode message(Reply reply, long number, String status) {
    ObjectNode item =
        Json.object()
            .put("id", Ids.of("msg_", number))
            .put("type", "message")
            .put("status", status);
    ArrayNode content = item.putArray("content");
    item.put("role", "assistant");
    if (!status.equals(IN_PROGRESS)) {
      content.add(part(reply, reply.refusal().isEmpty() ? reply.wholeText() : reply.refusal()));
    }
    return item;
  }

  /** The one part of the message, with this much of its text. */
  static ObjectNode part(Reply reply, String text) {
    if (!reply.refusal().isEmpty()) {
      return Json.object().put("type", "refusal").put("refusal", text);
    }
    ObjectNode part = Json.object().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", text);
  }

  static ObjectNode call(ToolCall call, long number, int index) {
    return Json.object()
        .put("id", Ids.of("fc_", number, index))
        .put("type", "function_call")
        .put("status", COMPLETED)
        .put("arguments", call.arguments())
        .put("call_id", Ids.of("call_", number, index))
        .put("name", call.name());
  }

  private static ObjectNode usage(Usage tokens) {
    ObjectNode usage = Json.object().put("input_tokens", tokens.input());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", tokens.cached())
        .put("cache_write_tokens", 0);
    usage.put("output_tokens", tokens.output());
    usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoning());
    return usage.put("total_tokens", tokens.total());
  }

  @Override
  public List<Frame> stream(Prompt prompt, Reply reply, long number) {
    ResponseEvents events = new ResponseEvents();
    ObjectNode begun = envelope(prompt, number, IN_PROGRESS);
    events.begin(begun);
    if (!reply.reasoning().isEmpty()) {
      events.reasoning(reasoning(prompt, reply, number), reply, prompt.showsReasoning);
    }
    if (speaks(reply)) {
      events.message(
          message(reply, number, IN_PROGRESS), message(reply, number, status(reply)), reply);
    }
    for (int i = 0; i < reply.toolCalls().size(); i++) {
      events.call(call(reply.toolCalls().get(i), number, i));
    }
    events.end(whole(prompt, reply, number));
    return events.frames();
  }

  /** The fields of the error stand in the event itself. */
  @Override
  public Frame errorEvent(ObjectNode error, int sequence) {
    ObjectNode event = Json.object().put("type", "error");
    event.setAll((ObjectNode) error.path("error"));
    event.put("type", "error").put("sequence_number", sequence);
    if (event.path("code").isNull()) {
      event.put("code", error.path("error").path("type").asText());
    }
    return Frame.typed(Frame.Kind.CONTENT, event);
  }
}
