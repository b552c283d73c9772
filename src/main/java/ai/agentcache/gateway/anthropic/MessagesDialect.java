package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Transcript;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code POST /v1/messages}, both ways. Has no state and can be shared. */
public final class MessagesDialect implements Front {

  /** The name of the dialect. */
  public static final String NAME = "anthropic-messages";

  private static final long USUAL_MAX_TOKENS = 4_096;

  private final PromptWriter prompts;

  /** With answers of up to 4096 tokens, thoughts apart, when a prompt sets no limit. */
  public MessagesDialect() {
    this(USUAL_MAX_TOKENS);
  }

  /**
   * @param usualMaxTokens most tokens of an answer, thoughts apart, when a prompt sets no limit:
   *     this API wants one
   */
  public MessagesDialect(long usualMaxTokens) {
    this.prompts = new PromptWriter(usualMaxTokens);
  }

  /**
   * Whether a body of this dialect uses what no other can say: tools that run at the provider, or
   * blocks only it understands. Such a prompt has to stay with it.
   */
  public static boolean hasServerTools(ObjectNode source) {
    return ServerTools.areIn(source);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void requireTranslatable(ObjectNode body) {
    if (hasServerTools(body)) {
      throw ApiException.field(
          "tools", "or messages have what only Anthropic's own models can do; name one of them");
    }
  }

  @Override
  public Prompt parse(ObjectNode body) {
    return PromptReader.read(body);
  }

  /** A prompt of this dialect keeps everything but thoughts that other models had. */
  @Override
  public ObjectNode write(Prompt prompt) {
    if (!prompt.dialect().equals(NAME)) {
      return prompts.write(prompt);
    }
    ObjectNode body = prompt.sourceCopy();
    body.remove("stream");
    Seals.removeForeign(body);
    return body;
  }

  @Override
  public void askForStream(ObjectNode body) {
    body.put("stream", true);
  }

  @Override
  public boolean wantsStream(ObjectNode body) {
    return body.path("stream").asBoolean(false);
  }

  @Override
  public Completion read(JsonNode answer) {
    return AnswerReader.read(answer);
  }

  @Override
  public Function<JsonNode, List<Delta>> reader() {
    return new StreamReader();
  }

  @Override
  public boolean isLast(JsonNode event) {
    return event.path("type").asText().equals("message_stop");
  }

  @Override
  public ObjectNode join(List<JsonNode> events) {
    return Join.of(events);
  }

  @Override
  public List<JsonNode> split(ObjectNode answer, ObjectNode body) {
    return Split.of(answer);
  }

  /** A whole answer is what its stream makes up. */
  @Override
  public ObjectNode write(Completion completion) {
    StreamWriter writer = new StreamWriter();
    List<JsonNode> events = new ArrayList<>();
    Transcript.deltas(completion).forEach(delta -> events.addAll(writer.apply(delta)));
    return Join.of(events);
  }

  @Override
  public Function<Delta, List<ObjectNode>> writer(ObjectNode body) {
    return new StreamWriter();
  }

  @Override
  public byte[] event(JsonNode event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(ascii("event: " + word(event.path("type").asText()) + "\ndata: "));
    bytes.writeBytes(Json.bytes(event));
    bytes.writeBytes(ascii("\n\n"));
    return bytes.toByteArray();
  }

  /** An event of an upstream must not break the frame. */
  private static String word(String type) {
    for (int i = 0; i < type.length(); i++) {
      if (type.charAt(i) <= ' ' || type.charAt(i) > '~') {
        return "message";
      }
    }
    return type.isEmpty() ? "message" : type;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public byte[] done() {
    return new byte[0];
  }

  @Override
  public byte[] failure(String code, String message) {
    ObjectNode event = Json.object().put("type", "error");
    event.putObject("error").put("type", errorType(code)).put("message", message).put("code", code);
    return event(event);
  }

  private static String errorType(String code) {
    if (code.contains("TIMEOUT")) {
      return "timeout_error";
    }
    return code.contains("OVERLOADED") || code.contains("UNAVAILABLE")
        ? "overloaded_error"
        : "api_error";
  }
}
