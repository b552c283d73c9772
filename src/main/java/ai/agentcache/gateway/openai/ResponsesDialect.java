package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Prompt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** OpenAI's responses, {@code POST /v1/responses}, as front and as upstream. */
public final class ResponsesDialect implements Front {

  /** What it is called in stored answers. */
  public static final String NAME = "openai-responses";

  private static final Set<String> LAST =
      Set.of("response.completed", "response.incomplete", "response.failed");

  private final LongSupplier epochSeconds;

  /**
   * @param epochSeconds now, in seconds since the epoch, for answers that do not say when they were
   *     made
   */
  public ResponsesDialect(LongSupplier epochSeconds) {
    this.epochSeconds = epochSeconds;
  }

  @Override
  public void requireTranslatable(ObjectNode body) {
    Untranslatable.refuseResponses(Fields.of(body));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Prompt parse(ObjectNode body) {
    return ResponsesPromptReader.read(body);
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
      return body;
    }
    if (prompt.dialect().equals(ChatDialect.NAME)) {
      Untranslatable.refuseChat(Fields.of(prompt.source()));
    }
    return ResponsesPromptWriter.write(prompt);
  }

  @Override
  public void askForStream(ObjectNode body) {
    body.put("stream", true);
  }

  @Override
  public Completion read(JsonNode answer) {
    return ResponsesAnswerReader.read(answer);
  }

  @Override
  public Function<JsonNode, List<Delta>> reader() {
    return new ResponsesStreamReader();
  }

  @Override
  public boolean isLast(JsonNode event) {
    return LAST.contains(event.path("type").asText(""));
  }

  @Override
  public ObjectNode join(List<JsonNode> events) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (isLast(events.get(i))) {
        return Answers.object(events.get(i).path("response"), "the response").deepCopy();
      }
    }
    throw new MalformedAnswerException("it has no end");
  }

  @Override
  public ObjectNode write(Completion completion) {
    return ResponsesAnswerWriter.write(completion, epochSeconds.getAsLong());
  }

  @Override
  public Function<Delta, List<ObjectNode>> writer(ObjectNode body) {
    return new ResponsesStreamWriter(epochSeconds.getAsLong());
  }

  @Override
  public List<JsonNode> split(ObjectNode answer, ObjectNode body) {
    return ResponsesSplit.split(answer);
  }

  @Override
  public byte[] event(JsonNode event) {
    return Frames.named(event);
  }

  @Override
  public byte[] done() {
    return new byte[0];
  }

  @Override
  public byte[] failure(String code, String message) {
    ObjectNode event = Json.object().put("type", "error").put("sequence_number", 0);
    event.put("code", code).put("message", message).putNull("param");
    return Frames.named(event);
  }
}
