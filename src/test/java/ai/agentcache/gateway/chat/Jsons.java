package ai.agentcache.gateway.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JSON for tests: written with single quotes, made at random, and damaged. */
public final class Jsons {

  private static final String[] TEXTS = {
    "", "a", "Hello there, how are you today? I am fine.", "\n\t \"x\"", "\ud83d\ude00 smile", "{}"
  };

  private Jsons() {}

  /** An object whose quotes are single ones. */
  public static ObjectNode object(String text) {
    return (ObjectNode) value(text);
  }

  /** Any value whose quotes are single ones. */
  public static JsonNode value(String text) {
    try {
      return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The same as it is after its way over a wire; numbers that are equal become the same. */
  public static ObjectNode sent(JsonNode node) {
    try {
      return (ObjectNode) Json.parse(Json.bytes(node));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A text of a few sorts. */
  public static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  /** A value of any sort. */
  public static JsonNode any(Random random, int depth) {
    ArrayNode list = Json.object().arrayNode();
    switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> list.addNull();
      case 1 -> list.add(random.nextBoolean());
      case 2 -> list.add(random.nextInt(1_000) - 500);
      case 3 -> list.add(value(random.nextInt(9) + "." + random.nextInt(99) + "e3"));
      case 4 -> list.add(text(random));
      case 5 -> list.add(fields(Json.object(), random, depth - 1));
      default -> {
        ArrayNode inner = list.addArray();
        for (int i = random.nextInt(3); i > 0; i--) {
          inner.add(any(random, depth - 1));
        }
      }
    }
    return list.get(0);
  }

  /** Adds up to two fields that nobody knows. */
  public static ObjectNode fields(ObjectNode object, Random random, int depth) {
    for (int i = random.nextInt(3); i > 0; i--) {
      object.set("x_" + random.nextInt(5), any(random, depth));
    }
    return object;
  }

  /** A copy in which something is missing, of another type, or too much. */
  public static JsonNode damaged(JsonNode node, Random random) {
    JsonNode copy = node.deepCopy();
    for (int i = random.nextInt(2); i >= 0; i--) {
      List<JsonNode> places = new ArrayList<>();
      collect(copy, places);
      if (!places.isEmpty()) {
        damage(places.get(random.nextInt(places.size())), random);
      }
    }
    return copy;
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode() && !node.isEmpty()) {
      places.add(node);
      node.forEach(inner -> collect(inner, places));
    }
  }

  private static void damage(JsonNode place, Random random) {
    int at = random.nextInt(place.size());
    boolean remove = random.nextInt(3) == 0;
    if (place instanceof ArrayNode array) {
      if (remove) {
        array.remove(at);
      } else {
        array.set(at, any(random, 2));
      }
    } else if (place instanceof ObjectNode object) {
      Map.Entry<String, JsonNode> field = List.copyOf(object.properties()).get(at);
      if (remove) {
        object.remove(field.getKey());
      } else {
        object.set(field.getKey(), any(random, 2));
      }
    }
  }
}
