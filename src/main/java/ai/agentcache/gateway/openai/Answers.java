package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.MalformedAnswerException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of upstream answers, which are untrusted: what has another type than it should is a
 * {@link MalformedAnswerException}; {@code null} counts as absent.
 */
final class Answers {

  private static final ArrayNode EMPTY = JsonNodeFactory.instance.arrayNode(0);

  /** More than any answer takes, and little enough to be added up. */
  private static final long MOST = 1L << 40;

  private Answers() {}

  /** This value as an object. */
  static ObjectNode object(JsonNode value, String what) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedAnswerException(what + " is no object");
  }

  /** An object, or null. */
  static @Nullable ObjectNode objectOrNull(JsonNode parent, String name) {
    JsonNode value = parent.get(name);
    return value == null || value.isNull() ? null : object(value, name);
  }

  /** A text; empty when absent. */
  static String text(JsonNode parent, String name) {
    JsonNode value = parent.get(name);
    if (value == null || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new MalformedAnswerException(name + " is no text");
    }
    return value.textValue();
  }

  /** A text that has to be there. */
  static String requiredText(JsonNode parent, String name) {
    String text = text(parent, name);
    if (text.isEmpty()) {
      throw new MalformedAnswerException(name + " is missing");
    }
    return text;
  }

  /** A count; 0 when absent. */
  static long count(JsonNode parent, String name) {
    JsonNode value = parent.get(name);
    if (value == null || value.isNull()) {
      return 0;
    }
    if (!value.isNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0
        || value.longValue() > MOST) {
      throw new MalformedAnswerException(name + " is no count");
    }
    return value.longValue();
  }

  /** An array; empty when absent. Not to be changed. */
  static ArrayNode array(JsonNode parent, String name) {
    JsonNode value = parent.get(name);
    if (value == null || value.isNull()) {
      return EMPTY;
    }
    if (value instanceof ArrayNode array) {
      return array;
    }
    throw new MalformedAnswerException(name + " is no array");
  }
}
