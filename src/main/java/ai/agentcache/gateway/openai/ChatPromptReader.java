package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Sampling;
import ai.agentcache.gateway.chat.Turn;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a request for a chat completion, and checks every field that OpenAI documents. */
final class ChatPromptReader {

  private static final Set<String> VERBOSITY = Set.of("low", "medium", "high");
  private static final int MOST_CHOICES = 128;
  private static final int MOST_LOGPROBS = 20;
  private static final long LONGEST_TOP_K = 1_000_000;

  private ChatPromptReader() {}

  static Prompt read(ObjectNode source) {
    Fields body = Fields.of(source);
    refuseOldWays(body);
    check(body);
    String model = Sampled.model(body);
    return new Prompt(
        model,
        turns(body),
        sampling(body),
        ToolForm.NESTED.read(body),
        FormatForm.NESTED.read(body.object("response_format")),
        Sampled.effort(body, "reasoning_effort"),
        ChatDialect.NAME,
        source);
  }

  private static void refuseOldWays(Fields body) {
    if (body.has("functions")) {
      throw body.wrong("functions", "is the old way: use `tools`");
    }
    if (body.has("function_call")) {
      throw body.wrong("function_call", "is the old way: use `tool_choice`");
    }
  }

  /** What stays in the source alone. */
  private static void check(Fields body) {
    body.flag("stream");
    body.object("stream_options").ifPresent(options -> options.flag("include_usage"));
    body.whole("n", 1, MOST_CHOICES);
    body.flag("logprobs");
    body.whole("top_logprobs", 0, MOST_LOGPROBS);
    body.object("logit_bias");
    body.object("metadata");
    body.object("audio");
    body.object("prediction");
    body.object("web_search_options");
    body.texts("modalities");
    body.flag("store");
    body.text("user");
    body.text("service_tier");
    body.text("prompt_cache_key");
    body.text("safety_identifier");
    body.oneOf("verbosity", VERBOSITY);
  }

  private static List<Turn> turns(Fields body) {
    if (!body.has("messages")) {
      throw body.missing("messages", "an array of messages");
    }
    List<Fields> messages = body.objects("messages");
    if (messages.isEmpty()) {
      throw body.wrong("messages", "must have at least one message");
    }
    return messages.stream().map(ChatMessageReader::read).toList();
  }

  private static Sampling sampling(Fields body) {
    OptionalLong newer = Sampled.tokens(body, "max_completion_tokens");
    OptionalLong older = Sampled.tokens(body, "max_tokens");
    return new Sampling(
        Sampled.temperature(body),
        Sampled.topP(body),
        topK(body),
        newer.isPresent() ? newer : older,
        Sampled.stop(body),
        body.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        body.number("frequency_penalty", -2, 2),
        body.number("presence_penalty", -2, 2));
  }

  /** Known to many servers, not to OpenAI; 0 and -1 are their words for all tokens. */
  private static OptionalInt topK(Fields body) {
    long k = body.whole("top_k", -1, LONGEST_TOP_K).orElse(0);
    return k > 0 ? OptionalInt.of((int) k) : OptionalInt.empty();
  }
}
