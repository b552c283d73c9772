package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.ResponseFormat;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The form of the answer as a dialect asks for it: with the schema in an object of its own ({@link
 * #NESTED}, chat) or without ({@link #FLAT}, responses).
 */
enum FormatForm {
  NESTED,
  FLAT;

  /** Reads what is wanted, from the object that says so. */
  ResponseFormat read(Optional<Fields> format) {
    return format.map(this::read).orElse(ResponseFormat.TEXT);
  }

  private ResponseFormat read(Fields format) {
    return switch (format.requiredText("type", "text, json_object or json_schema")) {
      case "text" -> ResponseFormat.TEXT;
      case "json_object" -> ResponseFormat.JSON;
      case "json_schema" ->
          schema(
              this == FLAT ? format : format.requiredObject("json_schema", "`name` and `schema`"));
      default -> throw format.wrong("type", "must be text, json_object or json_schema");
    };
  }

  private static ResponseFormat schema(Fields fields) {
    return new ResponseFormat.Schema(
        fields.requiredText("name", "what the schema is called"),
        fields.object("schema").map(Fields::object).orElseGet(Json::object),
        fields.flag("strict").orElse(false));
  }

  /** Writes what is wanted; empty for plain text, which needs no words. */
  Optional<ObjectNode> write(ResponseFormat format) {
    if (format instanceof ResponseFormat.Schema schema) {
      return Optional.of(write(schema));
    }
    return format instanceof ResponseFormat.Json
        ? Optional.of(Json.object().put("type", "json_object"))
        : Optional.empty();
  }

  private ObjectNode write(ResponseFormat.Schema schema) {
    ObjectNode format = Json.object().put("type", "json_schema");
    ObjectNode inner = this == FLAT ? format : format.putObject("json_schema");
    inner.put("name", schema.name());
    inner.set("schema", schema.schema());
    inner.put("strict", schema.strict());
    return format;
  }
}
