package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * OpenAI's chat completions, {@code POST /v1/chat/completions}, as front and as upstream: OpenAI
 * itself, xAI, and any server that is compatible with them.
 */
public final class ChatDialect implements Front {

  /** What it is called in stored answers. */
  public static final String NAME = "openai-chat";

  private static final String LIMIT = "max_completion_tokens";
  private static final String OLD_LIMIT = "max_tokens";

  private final LongSupplier epochSeconds;
  private final String limit;

  /**
   * As OpenAI speaks it.
   *
   * @param epochSeconds now, in seconds since the epoch, for answers that do not say when they were
   *     made
   */
  public ChatDialect(LongSupplier epochSeconds) {
    this(epochSeconds, LIMIT);
  }

  private ChatDialect(LongSupplier epochSeconds, String limit) {
    this.epochSeconds = epochSeconds;
    this.limit = limit;
  }

  /**
   * As compatible servers understand it: older ones know the limit of tokens only by the name that
   * OpenAI's models which reason refuse.
   */
  public ChatDialect compatible() {
    return new ChatDialect(epochSeconds, OLD_LIMIT);
  }

  /** How many answers a request of this dialect wants; 1 unless it says so. */
  public static int choices(ObjectNode source) {
    JsonNode n = source.path("n");
    return n.isInt() ? Math.max(1, n.intValue()) : 1;
  }

  @Override
  public void requireTranslatable(ObjectNode body) {
    Untranslatable.refuseChat(Fields.of(body));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Prompt parse(ObjectNode body) {
    return ChatPromptReader.read(body);
  }

  @Override
  public boolean wantsStream(ObjectNode body) {
    return body.path("stream").booleanValue();
  }

  @Override
  public ObjectNode write(Prompt prompt) {
    if (prompt.dialect().equals(NAME)) {
      ObjectNode body = prompt.sourceCopy();
      body.remove(List.of("stream", "stream_options"));
      if (!body.has(LIMIT) && !body.has(OLD_LIMIT)) {
        Sampled.write(body, limit, prompt.sampling().maxTokens());
      }
      return body;
    }
    if (prompt.dialect().equals(ResponsesDialect.NAME)) {
      Untranslatable.refuseResponses(Fields.of(prompt.source()));
    }
    ObjectNode body = ChatPromptWriter.write(prompt);
    Sampled.write(body, limit, prompt.sampling().maxTokens());
    return body;
  }

  @Override
  public void askForStream(ObjectNode body) {
    body.put("stream", true);
    ObjectNode options =
        body.get("stream_options") instanceof ObjectNode known
            ? known
            : body.putObject("stream_options");
    options.put("include_usage", true);
  }

  @Override
  public Completion read(JsonNode answer) {
    return ChatAnswerReader.read(answer);
  }

  @Override
  public Function<JsonNode, List<Delta>> reader() {
    return new ChatStreamReader();
  }

  @Override
  public boolean isLast(JsonNode event) {
    return false;
  }

  @Override
  public ObjectNode join(List<JsonNode> events) {
    return ChatJoin.join(events);
  }

  @Override
  public ObjectNode write(Completion completion) {
    return ChatAnswerWriter.write(completion, epochSeconds.getAsLong());
  }

  @Override
  public Function<Delta, List<ObjectNode>> writer(ObjectNode body) {
    return new ChatStreamWriter(body, epochSeconds.getAsLong());
  }

  @Override
  public List<JsonNode> split(ObjectNode answer, ObjectNode body) {
    return ChatSplit.split(answer, ChatStreamWriter.wantsUsage(body));
  }

  /** The chunk that only tells the usage is for those who have asked for it. */
  @Override
  public boolean isWanted(JsonNode event, ObjectNode body) {
    return !event.path("usage").isObject()
        || !event.path("choices").isEmpty()
        || body.path("stream_options").path("include_usage").asBoolean(false);
  }

  /** Only an event that tells the usage has to be looked into. */
  @Override
  public byte[] relay(byte[] json, ObjectNode body) {
    return Frames.fits(json) && !UsageField.isIn(json)
        ? Frames.data(json)
        : Front.super.relay(json, body);
  }

  @Override
  public byte[] event(JsonNode event) {
    return Frames.data(event);
  }

  @Override
  public byte[] done() {
    return "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] failure(String code, String message) {
    ObjectNode event = Json.object();
    ObjectNode error = event.putObject("error").put("message", message);
    error.put("type", "server_error").putNull("param").put("code", code);
    return Frames.data(event);
  }
}
