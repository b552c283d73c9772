package ai.agentcache.agent.progress;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What fields of progress may be: numbers, texts, true or false, lists of texts, and objects of
 * these. Each check fails with {@code INVALID_PROGRESS_DATA} that names the field.
 */
public final class ProgressFields {

  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_LEVELS = 4;
  private static final int MOST_FIELDS = 200;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_TEXTS = 500;
  private static final int LONGEST_ITEM = 256;

  private ProgressFields() {}

  /**
   * Checks all fields of an object.
   *
   * @param name what the object is called
   */
  public static ObjectNode checked(String name, JsonNode value) {
    if (!(value instanceof ObjectNode fields)) {
      throw wrong(name, "must be an object");
    }
    requireFit(name, fields);
    check(name, fields, 1);
    return fields;
  }

  /** Checks how long fields are, together. */
  static void requireFit(String name, ObjectNode fields) {
    if (fields.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw wrong(name, "must have at most " + MOST_BYTES + " bytes");
    }
  }

  private static void check(String at, ObjectNode fields, int level) {
    if (level > MOST_LEVELS) {
      throw wrong(at, "lies too deep: objects have at most " + MOST_LEVELS + " levels");
    }
    if (fields.size() > MOST_FIELDS) {
      throw wrong(at, "must have at most " + MOST_FIELDS + " fields");
    }
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!isText(field.getKey(), LONGEST_NAME) || field.getKey().isBlank()) {
        throw wrong(
            at, "must have names of 1 to " + LONGEST_NAME + " characters, no control characters");
      }
      check(at + '.' + field.getKey(), field.getValue(), level);
    }
  }

  private static void check(String at, JsonNode value, int level) {
    if (value instanceof ObjectNode inner) {
      check(at, inner, level + 1);
    } else if (value.isArray()) {
      checkList(at, value);
    } else if (value.isTextual()) {
      if (!isText(value.textValue(), LONGEST_TEXT)) {
        throw wrong(at, "must be a string of at most " + LONGEST_TEXT + " characters of text");
      }
    } else if (value.isNumber()) {
      if (!Quantity.isUsable(value)) {
        throw wrong(at, "must be a finite number of at most 10^15");
      }
    } else if (!value.isBoolean() && !value.isNull()) {
      throw wrong(at, "must be a number, a string, true or false, a list or an object");
    }
  }

  private static void checkList(String at, JsonNode list) {
    boolean fits = list.size() <= MOST_TEXTS;
    for (JsonNode item : list) {
      fits &=
          item.isTextual() && !item.textValue().isEmpty() && isText(item.textValue(), LONGEST_ITEM);
    }
    if (!fits) {
      throw wrong(
          at,
          "must be a list of at most %d strings of 1 to %d characters"
              .formatted(MOST_TEXTS, LONGEST_ITEM));
    }
  }

  /** Postgres stores neither NUL nor half a character; line breaks and tabs are text. */
  private static boolean isText(String text, int longest) {
    return text.length() <= longest
        && text.codePoints()
            .allMatch(
                c ->
                    c == '\n'
                        || c == '\r'
                        || c == '\t'
                        || (!Character.isISOControl(c)
                            && Character.getType(c) != Character.SURROGATE));
  }

  static ApiException wrong(String field, String expectation) {
    return new ApiException(
        ErrorCode.INVALID_PROGRESS_DATA, "`" + shown(field) + "` " + expectation);
  }

  private static String shown(String field) {
    StringBuilder shown = new StringBuilder();
    field
        .codePoints()
        .limit(2L * LONGEST_NAME)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
