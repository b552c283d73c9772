package ai.agentcache.fakes;

import ai.agentcache.fakes.Frame.Kind;
import ai.agentcache.fakes.Reply.Finish;
import ai.agentcache.fakes.Reply.ToolCall;
import ai.agentcache.fakes.Reply.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages. */
final class AnthropicMessages implements WireFormat {

  private static final int ARGUMENTS_PIECE = 8;

  /** What thoughts are signed with; clients send it back with them. */
  private static final String SIGNATURE = "ZmFrZS1zaWduYXR1cmU=";

  @Override
  public Prompt read(Received request, JsonNode body) {
    return MessagesPrompt.read(body, true);
  }

  @Override
  public ObjectNode whole(Prompt prompt, Reply reply, long number) {
    ObjectNode message = head(prompt, number);
    ArrayNode content = message.putArray("content");
    if (!reply.reasoning().isEmpty()) {
      String shown = prompt.showsReasoning ? reply.wholeReasoning() : "";
      content.add(thinking(shown, SIGNATURE));
    }
    String text = text(reply);
    if (!text.isEmpty()) {
      content.add(block("text").put("text", text));
    }
    for (int i = 0; i < reply.toolCalls().size(); i++) {
      ToolCall call = reply.toolCalls().get(i);
      content.add(use(call, number, i).set("input", Json.parse(call.arguments())));
    }
    stop(message, reply);
    message.set("usage", usage(reply.tokens(), reply.tokens().output()));
    return message;
  }

  private static ObjectNode head(Prompt prompt, long number) {
    return Json.object()
        .put("model", prompt.model)
        .put("id", Ids.of("msg_", number))
        .put("type", "message")
        .put("role", "assistant");
  }

  private static ObjectNode block(String type) {
    return Json.object().put("type", type);
  }

  private static ObjectNode thinking(String text, String signature) {
    return block("thinking").put("thinking", text).put("signature", signature);
  }

  private static ObjectNode use(ToolCall call, long number, int index) {
    return block("tool_use").put("id", Ids.of("toolu_", number, index)).put("name", call.name());
  }

  private static String text(Reply reply) {
    return reply.refusal().isEmpty() ? reply.wholeText() : reply.refusal();
  }

  private static void stop(ObjectNode node, Reply reply) {
    node.put("stop_reason", stopReason(reply.reason()));
    node.put("stop_sequence", reply.stopSequence().isEmpty() ? null : reply.stopSequence());
    if (stopReason(reply.reason()).equals("refusal")) {
      node.putObject("stop_details")
          .put("type", "refusal")
          .putNull("category")
          .putNull("explanation");
    }
  }

  private static String stopReason(Finish reason) {
    return switch (reason) {
      case STOP -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case REFUSAL, FILTER -> "refusal";
    };
  }

  /** What was read from the cache is not part of the input tokens here. */
  private static ObjectNode usage(Usage tokens, int output) {
    ObjectNode usage =
        Json.object()
            .put("input_tokens", tokens.input() - tokens.cached())
            .put("cache_creation_input_tokens", 0)
            .put("cache_read_input_tokens", tokens.cached());
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", 0)
        .put("ephemeral_1h_input_tokens", 0);
    usage.put("output_tokens", output).put("service_tier", "standard");
    usage
        .putObject("output_tokens_details")
        .put("thinking_tokens", Math.min(output, tokens.reasoning()));
    return usage;
  }

  @Override
  public List<Frame> stream(Prompt prompt, Reply reply, long number) {
    Events events = new Events();
    events.begin(head(prompt, number), reply.tokens());
    if (!reply.reasoning().isEmpty()) {
      events.start(thinking("", ""));
      if (prompt.showsReasoning) {
        reply.reasoning().forEach(p -> events.delta("thinking_delta", "thinking", p));
      }
      events.delta("signature_delta", "signature", SIGNATURE);
      events.stop();
    }
    List<String> pieces = reply.refusal().isEmpty() ? reply.text() : Words.pieces(reply.refusal());
    if (!pieces.isEmpty()) {
      events.start(block("text").put("text", ""));
      pieces.forEach(p -> events.delta("text_delta", "text", p));
      events.stop();
    }
    for (int i = 0; i < reply.toolCalls().size(); i++) {
      ToolCall call = reply.toolCalls().get(i);
      events.start(use(call, number, i).set("input", Json.object()));
      events.delta("input_json_delta", "partial_json", "");
      Words.slices(call.arguments(), ARGUMENTS_PIECE)
          .forEach(p -> events.delta("input_json_delta", "partial_json", p));
      events.stop();
    }
    events.end(reply);
    return events.frames;
  }

  @Override
  public Frame errorEvent(ObjectNode error, int sequence) {
    return Frame.typed(Kind.CONTENT, error);
  }

  /** Writes the events of one message. */
  private static final class Events {

    final List<Frame> frames = new ArrayList<>();
    private int index;

    void begin(ObjectNode message, Usage tokens) {
      message.putArray("content");
      message.putNull("stop_reason").putNull("stop_sequence");
      message.set("usage", usage(tokens, 1));
      add(Kind.START, block("message_start").set("message", message));
    }

    void start(JsonNode block) {
      add(Kind.CONTENT, at("content_block_start").set("content_block", block));
      if (index == 0) {
        add(Kind.START, block("ping"));
      }
    }

    void delta(String type, String field, String piece) {
      JsonNode delta = block(type).put(field, piece);
      add(Kind.CONTENT, at("content_block_delta").set("delta", delta));
    }

    void stop() {
      add(Kind.CONTENT, at("content_block_stop"));
      index++;
    }

    void end(Reply reply) {
      ObjectNode last = block("message_delta");
      AnthropicMessages.stop(last.putObject("delta"), reply);
      Usage tokens = reply.tokens();
      last.putObject("usage")
          .put("input_tokens", tokens.input() - tokens.cached())
          .put("cache_creation_input_tokens", 0)
          .put("cache_read_input_tokens", tokens.cached())
          .put("output_tokens", tokens.output())
          .putObject("output_tokens_details")
          .put("thinking_tokens", tokens.reasoning());
      add(Kind.FINISH, last);
      add(Kind.MARKER, block("message_stop"));
    }

    private ObjectNode at(String type) {
      return block(type).put("index", index);
    }

    private void add(Kind kind, JsonNode event) {
      frames.add(Frame.typed(kind, event));
    }
  }
}
