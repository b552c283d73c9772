package ai.agentcache.fakes;

import ai.agentcache.fakes.Frame.Kind;
import ai.agentcache.fakes.Reply.ToolCall;
import ai.agentcache.fakes.Reply.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions. */
final class OpenAiChat implements WireFormat {

  private static final int ARGUMENTS_PIECE = 8;

  @Override
  public Prompt read(Received request, JsonNode body) {
    return ChatPrompt.read(body);
  }

  @Override
  public ObjectNode whole(Prompt prompt, Reply reply, long number) {
    ObjectNode body = head(prompt, number, "chat.completion");
    ArrayNode choices = body.putArray("choices");
    for (int i = 0; i < prompt.choices; i++) {
      ObjectNode choice = choices.addObject().put("index", i);
      choice.set("message", message(prompt, reply, number));
      choice.set("logprobs", prompt.logprobs ? logprobs(reply.text()) : null);
      choice.put("finish_reason", finish(reply));
    }
    body.set("usage", usage(reply.tokens(), prompt.choices));
    return body;
  }

  private static ObjectNode message(Prompt prompt, Reply reply, long number) {
    ObjectNode message = Json.object().put("role", "assistant");
    message.put("content", speaks(reply) ? reply.wholeText() : null);
    if (prompt.showsReasoning && !reply.reasoning().isEmpty()) {
      message.put("reasoning_content", reply.wholeReasoning());
    }
    message.put("refusal", reply.refusal().isEmpty() ? null : reply.refusal());
    message.putArray("annotations");
    if (!reply.toolCalls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      for (ToolCall call : reply.toolCalls()) {
        ObjectNode node = calls.addObject().put("id", callId(number, calls.size() - 1));
        node.put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
      }
    }
    return message;
  }

  @Override
  public List<Frame> stream(Prompt prompt, Reply reply, long number) {
    ChunkWriter chunks = new ChunkWriter(prompt, number);
    for (int i = 0; i < prompt.choices; i++) {
      chunks.choice(i, reply);
    }
    if (prompt.includeUsage) {
      chunks.usage(usage(reply.tokens(), prompt.choices));
    }
    chunks.frames.add(Frame.text(Kind.MARKER, "data: [DONE]\n\n"));
    return chunks.frames;
  }

  @Override
  public Frame errorEvent(ObjectNode error, int sequence) {
    return Frame.data(Kind.CONTENT, error);
  }

  private static ObjectNode head(Prompt prompt, long number, String object) {
    return Json.object()
        .put("id", Ids.of("chatcmpl-", number))
        .put("object", object)
        .put("created", Ids.epochSeconds())
        .put("model", prompt.model)
        .put("service_tier", "default")
        .put("system_fingerprint", prompt.seed.isEmpty() ? "fp_fake" : "fp_seed_" + prompt.seed);
  }

  private static String callId(long number, int index) {
    return Ids.of("call_", number, index);
  }

  private static boolean speaks(Reply reply) {
    return !reply.text().isEmpty() || (reply.toolCalls().isEmpty() && reply.refusal().isEmpty());
  }

  private static String finish(Reply reply) {
    return switch (reply.reason()) {
      case STOP, STOP_SEQUENCE, REFUSAL -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      case FILTER -> "content_filter";
    };
  }

  private static ObjectNode usage(Usage tokens, int choices) {
    int output = tokens.output() * choices;
    ObjectNode usage =
        Json.object()
            .put("prompt_tokens", tokens.input())
            .put("completion_tokens", output)
            .put("total_tokens", tokens.input() + output);
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", tokens.cached())
        .put("cache_write_tokens", 0)
        .put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", tokens.reasoning() * choices)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  private static ObjectNode logprobs(List<String> tokens) {
    ObjectNode logprobs = Json.object();
    ArrayNode content = logprobs.putArray("content");
    for (String token : tokens) {
      ObjectNode entry = content.addObject().put("token", token).put("logprob", -0.25);
      ArrayNode bytes = entry.putArray("bytes");
      for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
        bytes.add(b & 0xff);
      }
      entry.putArray("top_logprobs");
    }
    logprobs.putNull("refusal");
    return logprobs;
  }

  /** Writes the chunks of one answer. */
  private static final class ChunkWriter {

    final List<Frame> frames = new ArrayList<>();
    private final Prompt prompt;
    private final long number;
    private final ObjectNode head;

    ChunkWriter(Prompt prompt, long number) {
      this.prompt = prompt;
      this.number = number;
      head = head(prompt, number, "chat.completion.chunk");
    }

    void choice(int index, Reply reply) {
      ObjectNode role = Json.object().put("role", "assistant");
      role.put("content", speaks(reply) ? "" : null).putNull("refusal");
      chunk(Kind.START, index, role);
      if (prompt.showsReasoning) {
        reply.reasoning().forEach(p -> content(index, delta("reasoning_content", p)));
      }
      reply.text().forEach(p -> content(index, delta("content", p)));
      Words.pieces(reply.refusal()).forEach(p -> content(index, delta("refusal", p)));
      for (int i = 0; i < reply.toolCalls().size(); i++) {
        call(index, i, reply.toolCalls().get(i));
      }
      chunk(Kind.FINISH, index, Json.object(), finish(reply));
    }

    private static ObjectNode delta(String field, String piece) {
      return Json.object().put(field, piece);
    }

    private void content(int index, ObjectNode delta) {
      chunk(Kind.CONTENT, index, delta);
    }

    private void call(int choice, int index, ToolCall call) {
      ObjectNode delta = Json.object();
      ObjectNode first = delta.putArray("tool_calls").addObject().put("index", index);
      first.put("id", callId(number, index)).put("type", "function");
      first.putObject("function").put("name", call.name()).put("arguments", "");
      content(choice, delta);
      for (String piece : Words.slices(call.arguments(), ARGUMENTS_PIECE)) {
        ObjectNode more = Json.object();
        ObjectNode next = more.putArray("tool_calls").addObject().put("index", index);
        next.putObject("function").put("arguments", piece);
        content(choice, more);
      }
    }

    private void chunk(Kind kind, int index, ObjectNode delta) {
      chunk(kind, index, delta, null);
    }

    private void chunk(Kind kind, int index, ObjectNode delta, @Nullable String finish) {
      ObjectNode chunk = Json.object();
      chunk.setAll(head);
      ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
      choice.set("delta", delta);
      boolean weighs = prompt.logprobs && delta.has("content") && kind == Kind.CONTENT;
      choice.set("logprobs", weighs ? logprobs(List.of(delta.get("content").asText())) : null);
      choice.put("finish_reason", finish);
      if (prompt.includeUsage) {
        chunk.putNull("usage");
      }
      frames.add(Frame.data(kind, chunk));
    }

    void usage(ObjectNode usage) {
      ObjectNode chunk = Json.object();
      chunk.setAll(head);
      chunk.putArray("choices");
      chunk.set("usage", usage);
      frames.add(Frame.data(Kind.FINISH, chunk));
    }
  }
}
