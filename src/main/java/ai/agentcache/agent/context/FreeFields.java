package ai.agentcache.agent.context;

import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The bounds of fields whose meaning is the agent's own: any JSON that Postgres can store, not too
 * large and not too deep. Each check fails with an {@link ApiException} that names the field.
 */
final class FreeFields {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_LEVELS = 8;
  private static final int LONGEST_NAME = 128;
  private static final int MOST_DIGITS = 400;

  private FreeFields() {}

  /** Checks a field with all that is in it. */
  static void check(String name, JsonNode value) {
    if (!isStorable(name) || name.isBlank() || name.length() > LONGEST_NAME) {
      throw ApiException.field(
          "body", "must have names of 1 to " + LONGEST_NAME + " characters of text");
    }
    if (value.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw ApiException.field(name, "must have at most " + MOST_BYTES + " bytes");
    }
    check(name, value, 0);
  }

  private static void check(String name, JsonNode value, int level) {
    if (level > MOST_LEVELS) {
      throw ApiException.field(name, "must have at most " + MOST_LEVELS + " levels");
    }
    if (value.isNumber() && !isStorableNumber(value)) {
      throw ApiException.field(name, "must have numbers of at most " + MOST_DIGITS + " digits");
    }
    if (value.isTextual() && !isStorable(value.textValue())) {
      throw ApiException.field(name, "must have strings of text, without NUL");
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!isStorable(field.getKey())) {
        throw ApiException.field(name, "must have names of text, without NUL");
      }
      check(name, field.getValue(), level + 1);
    }
    if (value.isArray()) {
      value.forEach(item -> check(name, item, level + 1));
    }
  }

  private static boolean isStorableNumber(JsonNode number) {
    if ((number.isDouble() || number.isFloat()) && !Double.isFinite(number.doubleValue())) {
      return false;
    }
    return Math.abs((long) number.decimalValue().scale()) <= MOST_DIGITS;
  }

  private static boolean isStorable(String text) {
    return text.codePoints().allMatch(c -> c != 0 && Character.getType(c) != Character.SURROGATE);
  }
}
