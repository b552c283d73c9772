package ai.agentcache.cache;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request that this service looks at itself. Control fields say what to do with an
 * answer; all others, known here or not, are the identity of the request.
 */
enum Field {
  KEY(true),
  RESPONSE(true),
  VALUE(true),
  TTL(true),
  TAGS(true),
  STREAM(true),
  SEMANTIC(true),
  SIMILARITY_THRESHOLD(true),
  AGENT_TYPE(true),
  USAGE(true),
  USER(true),
  METADATA(true),
  PROVIDER(false),
  MODEL(false),
  MESSAGES(false),
  PROMPT(false),
  INPUT(false),
  CONTENTS(false),
  TEMPERATURE(false),
  TOP_P(false),
  MAX_TOKENS(false);

  private static final Field[][] BY_LENGTH = byLength();

  private final boolean control;
  private final String label;

  Field(boolean control) {
    this.control = control;
    this.label = name().toLowerCase(Locale.ROOT);
  }

  private static Field[][] byLength() {
    Field[][] table = new Field[32][];
    for (int length = 0; length < table.length; length++) {
      int wanted = length;
      table[length] =
          Arrays.stream(values()).filter(f -> f.label.length() == wanted).toArray(Field[]::new);
    }
    return table;
  }

  /** The field of that name, if it is one of them. */
  static @Nullable Field of(byte[] name, int start, int end) {
    int length = end - start;
    if (length < BY_LENGTH.length) {
      for (Field field : BY_LENGTH[length]) {
        if (field.isAt(name, start)) {
          return field;
        }
      }
    }
    return null;
  }

  private boolean isAt(byte[] name, int start) {
    for (int i = 0; i < label.length(); i++) {
      if (name[start + i] != label.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The name in JSON. */
  String label() {
    return label;
  }

  /** Whether it does not count for the identity. */
  boolean isControl() {
    return control;
  }
}
