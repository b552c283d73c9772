package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the body of a request: every field that is known is checked, others are left alone. */
final class PromptReader {

  /** Far above what any model can say. */
  private static final long MOST_TOKENS = 1L << 30;

  private static final Map<String, Turn.Role> ROLES =
      Map.of(
          "user", Turn.Role.USER,
          "assistant", Turn.Role.ASSISTANT,
          "system", Turn.Role.SYSTEM);

  private PromptReader() {}

  static Prompt read(ObjectNode body) {
    Fields fields = new Fields(body, "");
    String model = fields.text("model");
    Sampling sampling = sampling(fields);
    checkOthers(fields);
    return new Prompt(
        model,
        turns(fields),
        sampling,
        ToolsReader.read(fields),
        OutputReader.format(fields),
        OutputReader.reasoning(fields),
        MessagesDialect.NAME,
        body);
  }

  private static Sampling sampling(Fields fields) {
    fields.required("max_tokens", "a whole number of at least 1");
    OptionalLong topK = fields.whole("top_k", 0, Integer.MAX_VALUE);
    return new Sampling(
        fields.number("temperature", 0, 1),
        fields.number("top_p", 0, 1),
        topK.isPresent() ? OptionalInt.of((int) topK.getAsLong()) : OptionalInt.empty(),
        fields.whole("max_tokens", 1, MOST_TOKENS),
        stop(fields),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static List<String> stop(Fields fields) {
    List<String> texts = new ArrayList<>();
    fields
        .list("stop_sequences")
        .ifPresent(
            list -> {
              for (JsonNode item : list) {
                if (!item.isTextual() || item.textValue().isEmpty()) {
                  throw ApiException.field(
                      Fields.at("stop_sequences", texts.size()),
                      "must be a string of at least one character");
                }
                texts.add(item.textValue());
              }
            });
    return texts;
  }

  private static void checkOthers(Fields fields) {
    fields.flag("stream");
    fields.inner("metadata").ifPresent(metadata -> metadata.optionalText("user_id"));
    fields.optionalWord("service_tier", Set.of("auto", "standard_only"));
    refuseThread(fields);
  }

  /**
   * A thread is kept by the provider and each of its answers can be continued once: it can neither
   * be cached nor asked of another. SDKs that are told so send the whole conversation.
   */
  private static void refuseThread(Fields fields) {
    if (fields.given("thread").isPresent()) {
      throw new ApiException(
          ErrorCode.THREADS_UNSUPPORTED, "`thread`: send the whole conversation without it");
    }
  }

  private static List<Turn> turns(Fields fields) {
    List<Turn> turns = new ArrayList<>();
    fields
        .given("system")
        .map(system -> BlockReader.SYSTEM.parts(system, "system"))
        .filter(parts -> !parts.isEmpty())
        .ifPresent(parts -> turns.add(new Turn(Turn.Role.SYSTEM, parts)));
    JsonNode messages = fields.required("messages", "an array of at least one message");
    if (!(messages instanceof ArrayNode) || messages.isEmpty()) {
      throw fields.wrong("messages", "must be an array of at least one message");
    }
    for (int i = 0; i < messages.size(); i++) {
      turns.add(turn(Fields.of(messages.path(i), Fields.at("messages", i))));
    }
    return turns;
  }

  private static Turn turn(Fields message) {
    Turn.Role role = ROLES.getOrDefault(message.word("role", ROLES.keySet()), Turn.Role.USER);
    JsonNode content = message.required("content", "a string or an array of blocks");
    List<Part> parts = BlockReader.of(role).parts(content, message.at("content"));
    return new Turn(role, parts);
  }
}
