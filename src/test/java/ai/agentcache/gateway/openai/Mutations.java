package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils JSON: removes or replaces values anywhere in it. */
final class Mutations {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** A copy with up to three changes. */
  JsonNode of(JsonNode node) {
    JsonNode copy = node.deepCopy();
    for (int i = random.nextInt(3); i >= 0; i--) {
      if (random.nextInt(40) == 0) {
        return strange();
      }
      List<JsonNode> places = new ArrayList<>();
      collect(copy, places);
      if (!places.isEmpty()) {
        change(places.get(random.nextInt(places.size())));
      }
    }
    return copy;
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode() && !node.isEmpty()) {
      places.add(node);
    }
    node.forEach(child -> collect(child, places));
  }

  private void change(JsonNode place) {
    boolean remove = random.nextInt(3) == 0;
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (remove) {
        object.remove(name);
      } else {
        object.set(name, strange());
      }
    } else if (place instanceof ArrayNode array) {
      int at = random.nextInt(array.size());
      if (remove) {
        array.remove(at);
      } else {
        array.set(at, strange());
      }
    }
  }

  private JsonNode strange() {
    return switch (random.nextInt(12)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(new BigDecimal("-1.5e300"));
      case 4 -> NODES.numberNode(random.nextLong());
      case 5 -> NODES.textNode("");
      case 6 -> NODES.textNode("strange \ud800");
      case 7 -> NODES.arrayNode();
      case 8 -> NODES.arrayNode().add(NODES.nullNode()).add(3);
      case 9 -> NODES.arrayNode().add(NODES.objectNode()).add(Json.object().put("index", -4));
      case 10 -> NODES.objectNode();
      default -> Json.object().put("type", 4).put("text", true).put("index", 1 << 30);
    };
  }
}
