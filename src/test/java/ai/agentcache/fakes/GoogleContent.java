package ai.agentcache.fakes;

import ai.agentcache.fakes.Frame.Kind;
import ai.agentcache.fakes.Reply.Finish;
import ai.agentcache.fakes.Reply.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Google's generated content; streams are events with {@code alt=sse}, else one array. */
final class GoogleContent implements WireFormat {

  private static final String SIGNATURE = "ZmFrZS1zaWduYXR1cmU=";
  private static final String HARM = "HARM_CATEGORY_DANGEROUS_CONTENT";

  private final String model;
  private final boolean streamed;
  private final boolean events;

  GoogleContent(String model, boolean streamed, boolean events) {
    this.model = model;
    this.streamed = streamed;
    this.events = events;
  }

  @Override
  public Prompt read(Received request, JsonNode body) {
    Prompt prompt = GooglePrompt.read(model, body);
    prompt.stream = streamed;
    return prompt;
  }

  @Override
  public String streamType(Received request) {
    return events ? "text/event-stream" : "application/json; charset=UTF-8";
  }

  @Override
  public ObjectNode whole(Prompt prompt, Reply reply, long number) {
    ObjectNode body = Json.object();
    ArrayNode candidates = body.putArray("candidates");
    for (int i = 0; i < prompt.choices; i++) {
      ArrayNode parts = Json.array();
      if (prompt.showsReasoning && !reply.reasoning().isEmpty()) {
        parts.add(thought(reply.wholeReasoning()));
      }
      if (!reply.text().isEmpty()) {
        parts.add(text(reply.wholeText()));
      }
      parts.addAll(calls(reply));
      candidates.add(finish(candidate(parts, i), reply));
    }
    return tail(body, prompt, number, usage(reply.tokens(), reply.tokens().output()));
  }

  private static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  private static ObjectNode thought(String text) {
    return text(text).put("thought", true);
  }

  private static List<ObjectNode> calls(Reply reply) {
    List<ObjectNode> parts = new ArrayList<>();
    for (Reply.ToolCall call : reply.toolCalls()) {
      ObjectNode part = Json.object();
      part.putObject("functionCall")
          .put("name", call.name())
          .set("args", Json.parse(call.arguments()));
      if (parts.isEmpty()) {
        part.put("thoughtSignature", SIGNATURE);
      }
      parts.add(part);
    }
    return parts;
  }

  private static ObjectNode candidate(ArrayNode parts, int index) {
    ObjectNode candidate = Json.object();
    if (!parts.isEmpty()) {
      candidate.putObject("content").put("role", "model").set("parts", parts);
    }
    return candidate.put("index", index);
  }

  private static ObjectNode finish(ObjectNode candidate, Reply reply) {
    candidate.put("finishReason", reason(reply.reason()));
    if (reply.reason() == Finish.REFUSAL || reply.reason() == Finish.FILTER) {
      candidate
          .putArray("safetyRatings")
          .addObject()
          .put("category", HARM)
          .put("probability", "HIGH")
          .put("blocked", true);
    }
    return candidate;
  }

  private static String reason(Finish reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case REFUSAL, FILTER -> "SAFETY";
    };
  }

  private static ObjectNode tail(ObjectNode body, Prompt prompt, long number, ObjectNode usage) {
    body.set("usageMetadata", usage);
    return body.put("modelVersion", prompt.model).put("responseId", Ids.of("", number));
  }

  /** Thoughts are counted apart from what the candidates say. */
  private static ObjectNode usage(Usage tokens, int output) {
    int said = Math.max(0, output - tokens.reasoning());
    ObjectNode usage =
        Json.object()
            .put("promptTokenCount", tokens.input())
            .put("candidatesTokenCount", said)
            .put("totalTokenCount", tokens.input() + tokens.reasoning() + said);
    if (tokens.cached() > 0) {
      usage.put("cachedContentTokenCount", tokens.cached());
    }
    usage
        .putArray("promptTokensDetails")
        .addObject()
        .put("modality", "TEXT")
        .put("tokenCount", tokens.input());
    if (tokens.reasoning() > 0) {
      usage.put("thoughtsTokenCount", tokens.reasoning());
    }
    return usage;
  }

  @Override
  public List<Frame> stream(Prompt prompt, Reply reply, long number) {
    List<ObjectNode> parts = new ArrayList<>();
    if (prompt.showsReasoning) {
      reply.reasoning().forEach(piece -> parts.add(thought(piece)));
    }
    reply.text().forEach(piece -> parts.add(text(piece)));
    parts.addAll(calls(reply));
    List<Frame> frames = new ArrayList<>();
    int said = reply.tokens().reasoning();
    for (ObjectNode part : parts) {
      ObjectNode usage = usage(reply.tokens(), ++said);
      frames.add(frame(Kind.CONTENT, frames.isEmpty(), chunk(prompt, part, number, usage)));
    }
    ObjectNode last = Json.object();
    ArrayNode none = Json.array();
    if (reply.reason() != Finish.REFUSAL) {
      none.add(text(""));
    }
    last.putArray("candidates").add(finish(candidate(none, 0), reply));
    tail(last, prompt, number, usage(reply.tokens(), reply.tokens().output()));
    frames.add(frame(events ? Kind.MARKER : Kind.FINISH, frames.isEmpty(), last));
    if (!events) {
      frames.add(Frame.text(Kind.MARKER, "]"));
    }
    return frames;
  }

  private static ObjectNode chunk(Prompt prompt, ObjectNode part, long number, ObjectNode usage) {
    ObjectNode chunk = Json.object();
    chunk.putArray("candidates").add(candidate(Json.array().add(part), 0));
    return tail(chunk, prompt, number, usage);
  }

  private Frame frame(Kind kind, boolean first, ObjectNode chunk) {
    String text = Json.write(chunk);
    return Frame.text(kind, events ? "data: " + text + "\r\n\r\n" : (first ? "[" : ",\r\n") + text);
  }

  @Override
  public Frame errorEvent(ObjectNode error, int sequence) {
    return frame(Kind.CONTENT, false, error);
  }
}
