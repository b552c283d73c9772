package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** A dialect that clients speak to us: prompts are read from it and answers written. */
public interface Front extends Dialect {

  /**
   * Reads a prompt.
   *
   * @throws ai.agentcache.http.ApiException naming the field that is missing or wrong
   */
  Prompt parse(ObjectNode body);

  /**
   * Checks that a body wants nothing that only providers of this dialect can do: before it is told
   * in another, lest that be forgotten in silence.
   *
   * @throws ai.agentcache.http.ApiException naming what it wants
   */
  void requireTranslatable(ObjectNode body);

  /** Whether the caller wants the answer streamed. */
  boolean wantsStream(ObjectNode body);

  /** The whole answer. */
  ObjectNode write(Completion completion);

  /**
   * Writes a streamed answer: the events for each delta, each a JSON object.
   *
   * @param body what was asked, for what the caller can choose about the stream
   */
  Function<Delta, List<ObjectNode>> writer(ObjectNode body);

  /**
   * The events of a stream that say the same as a whole answer of this dialect and lose nothing of
   * it: {@link #join} gives it back.
   */
  List<JsonNode> split(ObjectNode answer, ObjectNode body);

  /**
   * Whether a client that asked this wants to see an event. Upstreams are always asked to tell the
   * usage; not every client has asked for that.
   */
  default boolean isWanted(JsonNode event, ObjectNode body) {
    return true;
  }

  /** The bytes of an event as server-sent event. */
  byte[] event(JsonNode event);

  /**
   * An event of this dialect as its provider sent it, for a client that asked this.
   *
   * @param json its text, which is JSON
   * @return the bytes of a server-sent event; none if the client does not want to see it
   */
  default byte[] relay(byte[] json, ObjectNode body) {
    JsonNode event = Json.answer(json);
    return isWanted(event, body) ? event(event) : new byte[0];
  }

  /** The bytes after the last event, if the dialect has a mark of its own; else none. */
  byte[] done();

  /** A failure after the answer has begun, as the bytes of an event. */
  byte[] failure(String code, String message);
}
