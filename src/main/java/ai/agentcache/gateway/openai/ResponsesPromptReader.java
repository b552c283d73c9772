package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.chat.Turn.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a request for a response, and checks every field that OpenAI documents. */
final class ResponsesPromptReader {

  private static final Set<String> LEVELS = Set.of("low", "medium", "high");
  private static final Set<String> SUMMARIES = Set.of("auto", "concise", "detailed");
  private static final Set<String> TRUNCATIONS = Set.of("auto", "disabled");
  private static final int MOST_LOGPROBS = 20;

  private ResponsesPromptReader() {}

  static Prompt read(ObjectNode source) {
    Fields body = Fields.of(source);
    check(body);
    Optional<Fields> text = body.object("text");
    text.ifPresent(fields -> fields.oneOf("verbosity", LEVELS));
    Optional<Fields> reasoning = body.object("reasoning");
    reasoning.ifPresent(fields -> fields.oneOf("summary", SUMMARIES));
    return new Prompt(
        Sampled.model(body),
        turns(body),
        sampling(body),
        ToolForm.FLAT.read(body),
        FormatForm.FLAT.read(text.flatMap(fields -> fields.object("format"))),
        reasoning.flatMap(fields -> Sampled.effort(fields, "effort")),
        ResponsesDialect.NAME,
        source);
  }

  /** What stays in the source alone. */
  private static void check(Fields body) {
    body.flag("stream");
    body.object("stream_options");
    body.flag("store");
    refuseBackground(body);
    body.text("previous_response_id");
    body.object("prompt");
    body.texts("include");
    body.object("metadata");
    body.oneOf("truncation", TRUNCATIONS);
    body.whole("top_logprobs", 0, MOST_LOGPROBS);
    body.whole("max_tool_calls", 1, Integer.MAX_VALUE);
    body.text("user");
    body.text("service_tier");
    body.text("prompt_cache_key");
    body.text("safety_identifier");
  }

  /**
   * The answer is waited for: nobody could fetch it later, and it would be paid for all the same.
   */
  private static void refuseBackground(Fields body) {
    if (body.flag("background").orElse(false)) {
      throw body.wrong("background", "must be false: answers are given at once, or streamed");
    }
  }

  private static List<Turn> turns(Fields body) {
    ResponsesItemReader items = new ResponsesItemReader();
    body.text("instructions")
        .ifPresent(text -> items.add(new Turn(Role.SYSTEM, List.of(new Part.Text(text)))));
    JsonNode input = body.value("input");
    if (input == null) {
      requireConversation(body);
    } else if (input.isTextual()) {
      items.add(new Turn(Role.USER, List.of(new Part.Text(input.textValue()))));
    } else if (input.isArray() && !input.isEmpty()) {
      body.objects("input").forEach(items::read);
    } else {
      throw body.wrong("input", "must be a string or an array of at least one item");
    }
    return items.turns();
  }

  /** Without an input there has to be something that the provider keeps. */
  private static void requireConversation(Fields body) {
    if (!body.has("previous_response_id") && !body.has("conversation") && !body.has("prompt")) {
      throw body.missing("input", "a string or an array of items");
    }
  }

  private static Sampling sampling(Fields body) {
    return new Sampling(
        Sampled.temperature(body),
        Sampled.topP(body),
        OptionalInt.empty(),
        Sampled.tokens(body, "max_output_tokens"),
        List.of(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
