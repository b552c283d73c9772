package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;

/**
 * A document that satisfies a JSON schema, with values driven by the types alone. Knows what
 * providers accept: types in capitals as well, references into the schema, alternatives.
 */
final class SampleDocument {

  private static final int DEEPEST = 20;

  private final JsonNode root;

  private SampleDocument(JsonNode root) {
    this.root = root;
  }

  static JsonNode of(JsonNode schema) {
    return new SampleDocument(schema).sample(schema, 0);
  }

  private JsonNode sample(JsonNode schema, int depth) {
    for (String given : new String[] {"const", "default"}) {
      if (schema.has(given)) {
        return schema.get(given);
      }
    }
    if (schema.path("enum").size() > 0) {
      return schema.get("enum").get(0);
    }
    if (schema.has("$ref") && depth < DEEPEST) {
      return sample(root.at(schema.get("$ref").asText().substring(1)), depth + 1);
    }
    JsonNode options = Json.either(schema, "anyOf", "oneOf", "allOf");
    return options.isEmpty() ? byType(schema, depth) : sample(options.get(0), depth + 1);
  }

  private JsonNode byType(JsonNode schema, int depth) {
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "string" -> new TextNode(text(schema));
      case "integer" -> Json.MAPPER.valueToTree(schema.path("minimum").asInt(1));
      case "number" -> Json.MAPPER.valueToTree(schema.path("minimum").asDouble(1.5));
      case "boolean" -> Json.MAPPER.valueToTree(true);
      default -> Json.MAPPER.nullNode();
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    String name = type.isArray() ? type.path(0).asText() : type.asText();
    if (name.isEmpty()) {
      return schema.has("properties") ? "object" : "string";
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (depth < DEEPEST) {
        object.set(property.getKey(), sample(property.getValue(), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = Json.array();
    int length = Math.max(1, schema.path("minItems").asInt(1));
    for (int i = 0; i < length && depth < DEEPEST; i++) {
      array.add(sample(schema.path("items"), depth + 1));
    }
    return array;
  }

  private static String text(JsonNode schema) {
    String text =
        switch (schema.path("format").asText()) {
          case "date" -> "2024-01-31";
          case "date-time" -> "2024-01-31T12:00:00Z";
          case "time" -> "12:00:00Z";
          case "email" -> "someone@example.com";
          case "uri" -> "https://example.com/";
          case "uuid" -> "00000000-0000-4000-8000-000000000000";
          default -> "text";
        };
    int missing = schema.path("minLength").asInt(0) - text.length();
    return missing > 0 ? text + "x".repeat(missing) : text;
  }
}
