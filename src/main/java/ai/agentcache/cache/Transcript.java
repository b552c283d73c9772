package ai.agentcache.cache;

import ai.agentcache.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored answer seen as a chat completion, whatever it was stored as.
 *
 * @param id the completion's id
 * @param model the model that answered
 * @param created when, seconds since the epoch
 * @param choices what it answered
 * @param usage the usage object, canonical JSON, if anything is known
 */
record Transcript(
    String id, String model, long created, List<Choice> choices, Optional<byte[]> usage) {

  /**
   * One alternative.
   *
   * @param index its number
   * @param texts the texts by the name of their field, in the order to stream them
   * @param toolCalls canonical JSON objects as OpenAI writes them
   * @param finishReason why it ended
   */
  record Choice(
      long index, Map<String, String> texts, List<byte[]> toolCalls, String finishReason) {}

  private static final String CONTENT = "content";
  private static final List<String> TEXT_FIELDS = List.of("reasoning_content", CONTENT, "refusal");

  static Transcript of(Entry entry) {
    JsonSlice response = entry.response();
    Map<String, JsonSlice> members = response.members();
    return new Transcript(
        string(members, "id", "chatcmpl-" + entry.key().hash().substring(0, 24)),
        string(members, "model", entry.dimensions().model()),
        created(members, entry),
        choices(response, members),
        usage(members, entry.usage()));
  }

  private static long created(Map<String, JsonSlice> members, Entry entry) {
    JsonSlice created = members.get("created");
    return created != null && created.toString().matches("\\d{1,12}")
        ? Long.parseLong(created.toString())
        : entry.storedAtMicros() / 1_000_000;
  }

  private static List<Choice> choices(JsonSlice response, Map<String, JsonSlice> members) {
    JsonSlice choices = members.get("choices");
    if (choices != null && choices.isArray() && !choices.isEmpty()) {
      return openAi(choices.items());
    }
    JsonSlice content = members.get(CONTENT);
    if (content != null && content.isArray() && string(members, "type", "").equals("message")) {
      return List.of(anthropic(content.items(), string(members, "stop_reason", "end_turn")));
    }
    return List.of(new Choice(0, Map.of(CONTENT, response.text()), List.of(), "stop"));
  }

  private static List<Choice> openAi(List<JsonSlice> items) {
    List<Choice> choices = new ArrayList<>();
    for (JsonSlice item : items) {
      Map<String, JsonSlice> message =
          item.member("message").map(JsonSlice::members).orElse(Map.of());
      Map<String, String> texts = new LinkedHashMap<>();
      for (String field : TEXT_FIELDS) {
        Optional.ofNullable(message.get(field))
            .filter(JsonSlice::isString)
            .ifPresent(text -> texts.put(field, text.text()));
      }
      List<byte[]> tools = toolCalls(message.get("tool_calls"));
      choices.add(
          new Choice(
              choices.size(), texts, tools, string(item.members(), "finish_reason", "stop")));
    }
    return choices;
  }

  /** In canonical form, which has no line breaks: they would end an event. */
  private static List<byte[]> toolCalls(@Nullable JsonSlice calls) {
    return calls == null
        ? List.of()
        : calls.items().stream()
            .filter(call -> call.isObject() && !call.isEmpty())
            .map(CanonicalJson::of)
            .toList();
  }

  private static Choice anthropic(List<JsonSlice> blocks, String stopReason) {
    StringBuilder text = new StringBuilder();
    List<byte[]> tools = new ArrayList<>();
    for (JsonSlice block : blocks) {
      Map<String, JsonSlice> members = block.members();
      switch (string(members, "type", "")) {
        case "text" -> text.append(string(members, "text", ""));
        case "tool_use" -> tools.add(toolCall(members));
        default -> {
          // Other blocks, such as thinking, have no place in a chat completion.
        }
      }
    }
    String reason =
        switch (stopReason) {
          case "max_tokens" -> "length";
          case "tool_use" -> "tool_calls";
          default -> "stop";
        };
    return new Choice(0, Map.of(CONTENT, text.toString()), tools, reason);
  }

  private static byte[] toolCall(Map<String, JsonSlice> block) {
    JsonSlice input = block.get("input");
    String arguments =
        input == null ? "{}" : new String(CanonicalJson.of(input), StandardCharsets.UTF_8);
    return new ByteBuilder(128)
        .add("{\"id\":")
        .addString(string(block, "id", ""))
        .add(",\"type\":\"function\",\"function\":{\"name\":")
        .addString(string(block, "name", ""))
        .add(",\"arguments\":")
        .addString(arguments)
        .add("}}")
        .toBytes();
  }

  private static Optional<byte[]> usage(Map<String, JsonSlice> members, TokenUsage known) {
    JsonSlice usage = members.get("usage");
    if (usage != null && usage.isObject() && members.containsKey("choices")) {
      return Optional.of(CanonicalJson.of(usage));
    }
    ByteBuilder json = new ByteBuilder(96).add("{\"prompt_tokens\":").add(known.input());
    json.add(",\"completion_tokens\":").add(known.output());
    json.add(",\"total_tokens\":").add(known.total()).add("}");
    return known.total() == 0 ? Optional.empty() : Optional.of(json.toBytes());
  }

  private static String string(Map<String, JsonSlice> members, String name, String otherwise) {
    JsonSlice value = members.get(name);
    return value != null && value.isString() ? value.text() : otherwise;
  }
}
