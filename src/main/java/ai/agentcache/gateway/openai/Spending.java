package ai.agentcache.gateway.openai;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Spent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The usage object, whose fields each dialect calls differently. */
enum Spending {
  CHAT("prompt_tokens", "completion_tokens"),
  RESPONSES("input_tokens", "output_tokens");

  private static final String CACHED = "cached_tokens";
  private static final String WRITTEN = "cache_write_tokens";
  private static final String REASONING = "reasoning_tokens";

  private final String input;
  private final String output;

  Spending(String input, String output) {
    this.input = input;
    this.output = output;
  }

  /** The usage that an answer or event tells; unknown when it does not. */
  Spent read(JsonNode answer) {
    ObjectNode usage = Answers.objectOrNull(answer, "usage");
    if (usage == null) {
      return Spent.UNKNOWN;
    }
    JsonNode in = details(usage, input);
    JsonNode out = details(usage, output);
    long cached = Answers.count(in, CACHED);
    long reasoning = Answers.count(out, REASONING);
    long prompt = Answers.count(usage, input);
    return new Spent(
        prompt,
        output(usage, prompt, reasoning),
        cached > 0 ? cached : Answers.count(usage, "prompt_cache_hit_tokens"),
        Answers.count(in, WRITTEN),
        reasoning);
  }

  private static JsonNode details(ObjectNode usage, String of) {
    ObjectNode details = Answers.objectOrNull(usage, of + "_details");
    return details == null ? JsonNodeFactory.instance.objectNode() : details;
  }

  /** xAI counts thoughts in the total and not in the answer. */
  private long output(ObjectNode usage, long prompt, long reasoning) {
    long answer = Answers.count(usage, output);
    boolean apart = Answers.count(usage, "total_tokens") - prompt - answer == reasoning;
    return reasoning > 0 && apart ? answer + reasoning : answer;
  }

  /** The object that tells this usage. */
  ObjectNode write(Spent spent) {
    ObjectNode usage = Json.object();
    usage.put(input, spent.input());
    usage.put(output, spent.output());
    usage.put("total_tokens", spent.total());
    ObjectNode in = usage.putObject(input + "_details").put(CACHED, spent.cachedInput());
    if (spent.cacheWrites() > 0) {
      in.put(WRITTEN, spent.cacheWrites());
    }
    usage.putObject(output + "_details").put(REASONING, spent.reasoning());
    return usage;
  }
}
