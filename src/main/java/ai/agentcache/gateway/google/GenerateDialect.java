package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * {@code models/{model}:generateContent} and {@code :streamGenerateContent?alt=sse}. The model is
 * in the URL, and so is whether to stream; neither is in the body. Has no state and can be shared.
 */
public final class GenerateDialect implements Dialect {

  /** The name of the dialect. */
  public static final String NAME = "google-generate";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ObjectNode write(Prompt prompt) {
    return PromptWriter.write(prompt);
  }

  @Override
  public void askForStream(ObjectNode body) {
    // The URL says so.
  }

  /** A whole answer is a stream of one event. */
  @Override
  public Completion read(JsonNode answer) {
    Transcript transcript = new Transcript();
    reader().apply(answer).forEach(transcript::add);
    return transcript.completion();
  }

  @Override
  public Function<JsonNode, List<Delta>> reader() {
    return new StreamReader();
  }

  /** No event is known to be the last: the stream is over when the connection is. */
  @Override
  public boolean isLast(JsonNode event) {
    return false;
  }

  @Override
  public ObjectNode join(List<JsonNode> events) {
    return Join.of(events);
  }
}
