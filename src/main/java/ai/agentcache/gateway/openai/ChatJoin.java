package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a whole chat completion out of its chunks, with every field that they have. */
final class ChatJoin {

  private final ObjectNode whole = Json.object();
  private final Map<Integer, Choice> choices = new TreeMap<>();

  private ChatJoin() {}

  static ObjectNode join(List<JsonNode> events) {
    ChatJoin join = new ChatJoin();
    events.forEach(event -> join.add(Answers.object(event, "a chunk")));
    return join.whole();
  }

  private void add(ObjectNode chunk) {
    if (chunk.hasNonNull("error")) {
      throw new MalformedAnswerException("it broke off with an error");
    }
    for (Map.Entry<String, JsonNode> field : chunk.properties()) {
      if (!field.getKey().equals("choices")) {
        replace(whole, field.getKey(), field.getValue());
      }
    }
    for (JsonNode node : Answers.array(chunk, "choices")) {
      ObjectNode choice = Answers.object(node, "a choice");
      int index = choice.path("index").asInt(0);
      choices.computeIfAbsent(index, at -> new Choice()).add(choice);
    }
  }

  private static void replace(ObjectNode whole, String name, JsonNode value) {
    if (!value.isNull() || !whole.has(name)) {
      whole.set(name, value.deepCopy());
    }
  }

  private ObjectNode whole() {
    if (choices.isEmpty()) {
      throw new MalformedAnswerException("it has no choices");
    }
    whole.put("object", "chat.completion");
    // Noise that OpenAI adds so that the size of a chunk does not tell its text.
    whole.remove("obfuscation");
    JsonNode usage = whole.remove("usage");
    ArrayNode array = whole.putArray("choices");
    choices.values().forEach(choice -> array.add(choice.whole()));
    if (usage != null) {
      whole.set("usage", usage);
    }
    return whole;
  }

  /** One of the answers, as far as it has come. */
  private static final class Choice {

    private final ObjectNode fields = Json.object();
    private final Growing message = new Growing();
    private final Growing logprobs = new Growing();
    private final CallSlots slots = new CallSlots();
    private final List<Growing> calls = new ArrayList<>();
    private boolean hasLogprobs;
    private boolean hasCalls;

    void add(ObjectNode piece) {
      for (Map.Entry<String, JsonNode> field : piece.properties()) {
        JsonNode value = field.getValue();
        if (field.getKey().equals("delta")) {
          if (!value.isNull()) {
            addDelta(Answers.object(value, "a delta"));
          }
        } else if (field.getKey().equals("logprobs") && value instanceof ObjectNode more) {
          hasLogprobs = true;
          logprobs.add(more);
        } else {
          replace(fields, field.getKey(), value);
        }
      }
    }

    private void addDelta(ObjectNode delta) {
      for (Map.Entry<String, JsonNode> field : delta.properties()) {
        if (field.getKey().equals("tool_calls") && field.getValue() instanceof ArrayNode pieces) {
          hasCalls = true;
          pieces.forEach(piece -> addCall(Answers.object(piece, "a call")));
        } else {
          message.add(field.getKey(), field.getValue());
        }
      }
    }

    private void addCall(ObjectNode piece) {
      int slot = slots.slot(piece);
      if (slot == calls.size()) {
        calls.add(new Growing());
      }
      for (Map.Entry<String, JsonNode> field : piece.properties()) {
        if (!field.getKey().equals("index")) {
          calls.get(slot).add(field.getKey(), field.getValue());
        }
      }
    }

    ObjectNode whole() {
      ObjectNode said = message.whole();
      if (hasCalls) {
        ArrayNode array = said.putArray("tool_calls");
        calls.forEach(call -> array.add(call.whole()));
      }
      fields.set("message", said);
      if (hasLogprobs) {
        fields.set("logprobs", logprobs.whole());
      }
      return fields;
    }
  }
}
