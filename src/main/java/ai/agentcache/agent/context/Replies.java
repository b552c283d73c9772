package ai.agentcache.agent.context;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** Answers that have a document in them which is JSON already. */
final class Replies {

  private Replies() {}

  /**
   * An answer with a further field.
   *
   * @param head the other fields, at least one
   * @param document the value of the field, JSON
   */
  static Buffer with(JsonObject head, String field, String document) {
    String start = head.encode();
    return Buffer.buffer()
        .appendString(start.substring(0, start.length() - 1))
        .appendString(",\"" + field + "\":")
        .appendString(document)
        .appendString("}");
  }
}
