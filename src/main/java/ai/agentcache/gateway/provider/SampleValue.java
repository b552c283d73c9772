package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * The simplest value that a JSON Schema allows, always the same for the same schema; text says that
 * it is the mock's. Follows what structured outputs may use: types, required properties, lengths,
 * bounds, alternatives and references into the schema; not patterns.
 */
final class SampleValue {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 32;

  /** Schemas come from anybody: small ones can ask for values without an end. */
  private static final int MOST_CHARACTERS = 100_000;

  private final JsonNode root;
  private int left = MOST_CHARACTERS;

  private SampleValue(JsonNode root) {
    this.root = root;
  }

  static JsonNode of(JsonNode schema) {
    return new SampleValue(schema).value(schema, 0);
  }

  private JsonNode value(JsonNode schema, int depth) {
    left--;
    if (depth > DEEPEST || left < 0) {
      return JSON.nullNode();
    }
    for (String given : new String[] {"const", "default"}) {
      if (schema.has(given)) {
        return taken(schema.get(given));
      }
    }
    if (schema.path("enum").size() > 0) {
      return taken(schema.get("enum").get(0));
    }
    for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
      if (schema.path(choice).size() > 0) {
        return value(schema.get(choice).get(0), depth + 1);
      }
    }
    String reference = schema.path("$ref").asText();
    return reference.startsWith("#")
        ? value(resolve(reference), depth + 1)
        : typed(type(schema), schema, depth);
  }

  private JsonNode taken(JsonNode value) {
    left -= value.toString().length();
    return value;
  }

  private JsonNode resolve(String reference) {
    String pointer = reference.substring(1);
    return pointer.isEmpty() || pointer.startsWith("/") ? root.at(pointer) : JSON.objectNode();
  }

  /** Of several types the first. */
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    String name = type.isArray() ? type.path(0).asText() : type.asText();
    return name.isEmpty() && schema.has("properties") ? "object" : name;
  }

  private JsonNode typed(String type, JsonNode schema, int depth) {
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer", "number" -> number(schema);
      case "boolean" -> JSON.booleanNode(false);
      case "null" -> JSON.nullNode();
      default -> taken(JSON.textNode(text(schema)));
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    for (JsonNode name : schema.path("required")) {
      left -= name.asText().length();
      object.set(name.asText(), value(schema.path("properties").path(name.asText()), depth + 1));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    int least = schema.path("minItems").asInt(0);
    for (int i = 0; i < least && left > 0; i++) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  /** 0, or the bound that is nearest to it. */
  private static JsonNode number(JsonNode schema) {
    BigDecimal number = BigDecimal.ZERO;
    if (schema.path("minimum").isNumber()) {
      number = number.max(schema.get("minimum").decimalValue());
    }
    if (schema.path("exclusiveMinimum").isNumber()) {
      number = number.max(schema.get("exclusiveMinimum").decimalValue().add(BigDecimal.ONE));
    }
    if (schema.path("maximum").isNumber()) {
      number = number.min(schema.get("maximum").decimalValue());
    }
    if (schema.path("exclusiveMaximum").isNumber()) {
      number = number.min(schema.get("exclusiveMaximum").decimalValue().subtract(BigDecimal.ONE));
    }
    return DecimalNode.valueOf(number);
  }

  private static String text(JsonNode schema) {
    String text = "mock";
    int least = Math.min(MOST_CHARACTERS, schema.path("minLength").asInt(0));
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    String longEnough = text.repeat(Math.max(1, (least + text.length() - 1) / text.length()));
    return longEnough.substring(0, Math.min(Math.max(least, text.length()), Math.max(0, most)));
  }
}
