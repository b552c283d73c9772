package ai.agentcache.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells to which call of a streamed answer a piece belongs. OpenAI numbers calls by {@code index};
 * other servers leave it out or give every call the same one, and then the id tells: another id
 * beside a name begins another call. Not thread-safe.
 */
final class CallSlots {

  private static final int NO_INDEX = -1;

  private final Map<Integer, Integer> slots = new HashMap<>();
  private final Map<Integer, String> ids = new HashMap<>();
  private int count;

  /** How many calls have begun. */
  int count() {
    return count;
  }

  /**
   * The number of the call, from 0; the piece begins it when {@link #count} was as much before.
   *
   * @param piece an object within {@code tool_calls}
   */
  int slot(JsonNode piece) {
    JsonNode at = piece.path("index");
    int index = at.isInt() && at.intValue() >= 0 ? at.intValue() : NO_INDEX;
    String id = piece.path("id").asText("");
    Integer known = slots.get(index);
    int slot = known == null || begins(known, id, piece) ? count++ : known;
    slots.put(index, slot);
    if (!id.isEmpty()) {
      ids.putIfAbsent(slot, id);
    }
    return slot;
  }

  private boolean begins(int slot, String id, JsonNode piece) {
    return !id.isEmpty() && !id.equals(ids.getOrDefault(slot, id)) && isNamed(piece);
  }

  private static boolean isNamed(JsonNode piece) {
    return !piece.path("function").path("name").asText("").isEmpty()
        || !piece.path("custom").path("name").asText("").isEmpty();
  }
}
