package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The form an answer has to have. */
public sealed interface ResponseFormat {

  /** Whatever the model writes. */
  record Text() implements ResponseFormat {}

  /** A JSON object. */
  record Json() implements ResponseFormat {}

  /**
   * JSON that keeps to a schema.
   *
   * @param name what the schema is called
   * @param schema the JSON Schema
   * @param strict whether to keep to it exactly
   */
  record Schema(String name, ObjectNode schema, boolean strict) implements ResponseFormat {}

  /** Whatever the model writes. */
  ResponseFormat TEXT = new Text();

  /** A JSON object. */
  ResponseFormat JSON = new Json();
}
