package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Server-sent events as bytes. */
final class Frames {

  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

  private Frames() {}

  /** An event that has only data. */
  static byte[] data(JsonNode event) {
    return data(Json.bytes(event));
  }

  /** The same of its text, if that {@link #fits}. */
  static byte[] data(byte[] json) {
    return join(new byte[0], json);
  }

  /** Whether a text goes into one line. */
  static boolean fits(byte[] json) {
    for (byte unit : json) {
      if (unit == '\n' || unit == '\r') {
        return false;
      }
    }
    return true;
  }

  /** An event that has a name, its type, beside the data. */
  static byte[] named(JsonNode event) {
    String type = event.path("type").asText();
    byte[] name = type.indexOf('\n') < 0 && type.indexOf('\r') < 0 ? name(type) : new byte[0];
    return join(name, Json.bytes(event));
  }

  private static byte[] name(String type) {
    return ("event: " + type + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] name, byte[] json) {
    byte[] frame = new byte[name.length + DATA.length + json.length + END.length];
    System.arraycopy(name, 0, frame, 0, name.length);
    System.arraycopy(DATA, 0, frame, name.length, DATA.length);
    System.arraycopy(json, 0, frame, name.length + DATA.length, json.length);
    System.arraycopy(END, 0, frame, frame.length - END.length, END.length);
    return frame;
  }
}
