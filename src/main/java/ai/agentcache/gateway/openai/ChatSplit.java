package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a whole chat completion into the chunks of a stream. Texts that are known to be said bit by
 * bit are cut, everything else comes whole in the first chunk. A call is numbered by its place,
 * whatever number it had; the usage is left out unless it is wanted.
 */
final class ChatSplit {

  /** What every chunk says. */
  private static final List<String> HEAD =
      List.of("id", "object", "created", "model", "system_fingerprint", "service_tier");

  /** In the order in which a model says them. */
  private static final List<String> SPOKEN =
      List.of("reasoning_content", "reasoning", "content", "refusal");

  private final List<JsonNode> events = new ArrayList<>();
  private final ObjectNode head = Json.object();

  private ChatSplit() {}

  static List<JsonNode> split(ObjectNode answer, boolean usage) {
    ChatSplit split = new ChatSplit();
    ArrayNode choices = Answers.array(answer, "choices");
    if (choices.isEmpty()) {
      throw new MalformedAnswerException("it has no choices");
    }
    HEAD.stream().filter(answer::has).forEach(name -> split.head.set(name, answer.get(name)));
    split.head.put("object", "chat.completion.chunk");
    for (int i = 0; i < choices.size(); i++) {
      split.add(Answers.object(choices.get(i), "a choice"), i);
    }
    split.addRest(answer);
    if (usage && answer.has("usage")) {
      split.addUsage(answer.get("usage"));
    }
    return split.events;
  }

  /** Fields of the answer that nobody knows come with the first chunk. */
  private void addRest(ObjectNode answer) {
    ObjectNode first = Answers.object(events.get(0), "a chunk");
    for (Map.Entry<String, JsonNode> field : answer.properties()) {
      if (!first.has(field.getKey()) && !field.getKey().equals("usage")) {
        first.set(field.getKey(), field.getValue());
      }
    }
  }

  private void addUsage(JsonNode usage) {
    ObjectNode chunk = head.deepCopy();
    chunk.putArray("choices");
    chunk.set("usage", usage);
    events.add(chunk);
  }

  private void add(ObjectNode choice, int position) {
    int index = choice.path("index").isInt() ? choice.path("index").intValue() : position;
    ObjectNode message = Answers.object(choice.path("message"), "the message");
    List<ObjectNode> logprobs = logprobs(choice, message);
    ObjectNode first = chunk(index, opening(message));
    for (Map.Entry<String, JsonNode> field : choice.properties()) {
      if (!Set.of("index", "message", "finish_reason", "logprobs").contains(field.getKey())) {
        first.set(field.getKey(), field.getValue());
      }
    }
    if (choice.has("logprobs")) {
      first.set("logprobs", logprobs.isEmpty() ? choice.get("logprobs") : logprobs.get(0));
    }
    speak(index, message, logprobs);
    call(index, message);
    if (choice.has("finish_reason")) {
      chunk(index, Json.object()).set("finish_reason", choice.get("finish_reason"));
    }
  }

  /** The fields of a message that are not said bit by bit, and empty beginnings of a text. */
  private static ObjectNode opening(ObjectNode message) {
    ObjectNode delta = Json.object();
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (SPOKEN.contains(name) && value.isTextual()) {
        if (name.equals("content") || value.textValue().isEmpty()) {
          delta.put(name, "");
        }
      } else if (!isCalls(name, value)) {
        delta.set(name, value);
      }
    }
    return delta;
  }

  private static boolean isCalls(String name, JsonNode value) {
    return name.equals("tool_calls") && value.isArray() && !value.isEmpty();
  }

  private void speak(int index, ObjectNode message, List<ObjectNode> logprobs) {
    for (String name : SPOKEN) {
      if (name.equals("content") && !logprobs.isEmpty()) {
        speakTokens(index, logprobs);
      } else {
        for (String piece : Words.of(text(message, name))) {
          chunk(index, Json.object().put(name, piece));
        }
      }
    }
  }

  private static String text(ObjectNode message, String name) {
    JsonNode value = message.path(name);
    return value.isTextual() ? value.textValue() : "";
  }

  private void speakTokens(int index, List<ObjectNode> logprobs) {
    for (ObjectNode token : logprobs.subList(1, logprobs.size())) {
      JsonNode text = token.path("content").path(0).path("token");
      chunk(index, Json.object().set("content", text)).set("logprobs", token);
    }
  }

  /**
   * The probabilities, token by token, after an opening with the rest of the object; none when the
   * tokens do not make up the text.
   */
  private static List<ObjectNode> logprobs(ObjectNode choice, ObjectNode message) {
    if (!(choice.get("logprobs") instanceof ObjectNode all)
        || !(all.get("content") instanceof ArrayNode tokens)
        || !message.path("content").isTextual()) {
      return List.of();
    }
    StringBuilder text = new StringBuilder();
    List<ObjectNode> pieces = new ArrayList<>();
    ObjectNode opening = all.deepCopy();
    opening.putArray("content");
    pieces.add(opening);
    for (JsonNode token : tokens) {
      if (!token.path("token").isTextual()) {
        return List.of();
      }
      text.append(token.path("token").textValue());
      ObjectNode piece = Json.object();
      piece.putArray("content").add(token);
      pieces.add(piece);
    }
    return text.toString().equals(message.path("content").textValue()) ? pieces : List.of();
  }

  private void call(int index, ObjectNode message) {
    JsonNode calls = message.path("tool_calls");
    for (int i = 0; calls.isArray() && i < calls.size(); i++) {
      ObjectNode call = Answers.object(calls.get(i), "a call").deepCopy();
      JsonNode arguments = call.path("function").path("arguments");
      if (arguments.isTextual()) {
        Answers.object(call.path("function"), "a call").put("arguments", "");
      }
      ObjectNode delta = Json.object();
      delta.putArray("tool_calls").add(call.put("index", i));
      chunk(index, delta);
      if (arguments.isTextual()) {
        argue(index, i, arguments.textValue());
      }
    }
  }

  private void argue(int index, int call, String arguments) {
    for (String piece : Words.of(arguments)) {
      ObjectNode delta = Json.object();
      ObjectNode more = delta.putArray("tool_calls").addObject().put("index", call);
      more.set("function", Json.object().set("arguments", TextNode.valueOf(piece)));
      chunk(index, delta);
    }
  }

  /** Adds a chunk, and returns its choice. */
  private ObjectNode chunk(int index, ObjectNode delta) {
    ObjectNode chunk = head.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("finish_reason");
    events.add(chunk);
    return choice;
  }
}
