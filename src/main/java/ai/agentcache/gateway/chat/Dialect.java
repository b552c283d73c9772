package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * The words of a provider's API: prompts are written in it and answers read. Answers are untrusted:
 * what does not make sense is a {@link MalformedAnswerException}, never anything else.
 */
public interface Dialect {

  /** What it is called in stored answers, {@code [a-z-]+}; never to change. */
  String name();

  /**
   * The body that asks this, as if for a whole answer. A prompt that was said in this very dialect
   * keeps every field it came with. What the dialect cannot say is an {@code ApiException} naming
   * the field, unless an answer without it is as good (a seed, say).
   */
  ObjectNode write(Prompt prompt);

  /** Changes a body so that the answer is streamed and the usage told. */
  void askForStream(ObjectNode body);

  /** Reads a whole answer. */
  Completion read(JsonNode answer);

  /** Reads a streamed answer, event by event: what each event says, often nothing. */
  Function<JsonNode, List<Delta>> reader();

  /** Whether this event is the last of a stream, after which nothing is to be waited for. */
  boolean isLast(JsonNode event);

  /**
   * The whole answer that the events of a stream make up, in this dialect, with every field that
   * they have. What {@link Front#split} has split is as it was.
   */
  ObjectNode join(List<JsonNode> events);
}
