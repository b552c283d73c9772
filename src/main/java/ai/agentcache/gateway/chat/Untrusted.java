package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads fields of an upstream's answer. What is missing or of another type is a {@link
 * MalformedAnswerException}; a field that is {@code null} counts as absent.
 */
public final class Untrusted {

  /** No answer takes more tokens; sums of such counts stay far from overflowing. */
  private static final long MOST_TOKENS = 1L << 50;

  private Untrusted() {}

  /** A value that has to be an object. */
  public static ObjectNode object(JsonNode node, String what) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedAnswerException(what + " is no object");
  }

  /** An object that may be absent. */
  public static Optional<ObjectNode> given(ObjectNode parent, String name) {
    return isAbsent(parent, name) ? Optional.empty() : Optional.of(object(parent.path(name), name));
  }

  /** An array that has to be there. */
  public static ArrayNode array(ObjectNode parent, String name) {
    if (parent.path(name) instanceof ArrayNode array) {
      return array;
    }
    throw new MalformedAnswerException(name + " is no array");
  }

  /** A text that has to be there. */
  public static String text(ObjectNode parent, String name) {
    return optionalText(parent, name)
        .orElseThrow(() -> new MalformedAnswerException(name + " is missing"));
  }

  /** A text that may be absent. */
  public static Optional<String> optionalText(ObjectNode parent, String name) {
    if (isAbsent(parent, name)) {
      return Optional.empty();
    }
    JsonNode value = parent.path(name);
    if (!value.isTextual()) {
      throw new MalformedAnswerException(name + " is no text");
    }
    return Optional.of(value.textValue());
  }

  /** A number of tokens; 0 when absent. */
  public static long count(ObjectNode parent, String name) {
    if (isAbsent(parent, name)) {
      return 0;
    }
    JsonNode value = parent.path(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0
        || value.longValue() > MOST_TOKENS) {
      throw new MalformedAnswerException(name + " is no count");
    }
    return value.longValue();
  }

  private static boolean isAbsent(ObjectNode parent, String name) {
    JsonNode value = parent.path(name);
    return value.isMissingNode() || value.isNull();
  }
}
