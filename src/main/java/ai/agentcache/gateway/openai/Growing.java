package ai.agentcache.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An object that comes in pieces: texts grow by what comes, arrays too, objects field by field;
 * anything else is replaced, and {@code null} replaces nothing. What comes only once is kept as it
 * is. Not thread-safe.
 */
final class Growing {

  /** Texts that are said whole, perhaps again and again. */
  private static final Set<String> WHOLE = Set.of("id", "type", "role", "name", "format");

  /** {@link StringBuilder}, {@link Growing}, {@link ArrayNode} of our own, or another value. */
  private final Map<String, Object> fields = new LinkedHashMap<>();

  void add(ObjectNode piece) {
    for (Map.Entry<String, JsonNode> field : piece.properties()) {
      add(field.getKey(), field.getValue());
    }
  }

  void add(String name, JsonNode value) {
    if (value.isNull()) {
      fields.putIfAbsent(name, value);
    } else if (value.isTextual()) {
      addText(name, value);
    } else if (value instanceof ObjectNode object) {
      if (!(fields.get(name) instanceof Growing)) {
        fields.put(name, new Growing());
      }
      ((Growing) fields.get(name)).add(object);
    } else if (value instanceof ArrayNode array) {
      addArray(name, array);
    } else {
      fields.put(name, value);
    }
  }

  private void addText(String name, JsonNode value) {
    Object known = fields.get(name);
    if (WHOLE.contains(name)) {
      if (!value.textValue().isEmpty() || !(known instanceof JsonNode old) || !old.isTextual()) {
        fields.put(name, value);
      }
    } else {
      StringBuilder text = known instanceof StringBuilder begun ? begun : new StringBuilder();
      fields.put(name, text.append(value.textValue()));
    }
  }

  private void addArray(String name, ArrayNode array) {
    if (fields.get(name) instanceof ArrayNode known) {
      known.addAll(array.deepCopy());
    } else {
      fields.put(name, array.deepCopy());
    }
  }

  /** The whole, as far as it has come. */
  ObjectNode whole() {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    fields.forEach((name, value) -> whole.set(name, node(value)));
    return whole;
  }

  private static JsonNode node(Object value) {
    if (value instanceof Growing growing) {
      return growing.whole();
    }
    return value instanceof StringBuilder text
        ? JsonNodeFactory.instance.textNode(text.toString())
        : (JsonNode) value;
  }
}
