package ai.agentcache.gateway.openai;

import java.nio.charset.StandardCharsets;

/** Tells events that may tell the usage from those that cannot, by their text alone. */
final class UsageField {

  private static final String NAME = "\"usage\"";

  private UsageField() {}

  /** Whether there may be a field of that name with another value than null. */
  static boolean isIn(byte[] json) {
    String text = new String(json, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(NAME);
    while (at >= 0) {
      int value = at + NAME.length();
      while (value < text.length() && (text.charAt(value) == ':' || text.charAt(value) == ' ')) {
        value++;
      }
      if (!text.startsWith("null", value)) {
        return true;
      }
      at = text.indexOf(NAME, value);
    }
    return false;
  }
}
