package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Sampling;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/**
 * Writes how to draw the answer, its form, and how much to think: a budget for models that count, a
 * level for later ones. Models that always think are told to think as little as they can.
 */
final class ConfigWriter {

  /**
   * Most tokens that every model which counts can think with, and fewest for those that have to.
   */
  private static final long MOST_BUDGET = 24_576;

  private static final long LEAST_BUDGET = 128;

  private ConfigWriter() {}

  static ObjectNode write(Prompt prompt) {
    ObjectNode config = Json.object();
    draw(prompt.sampling(), config);
    form(prompt.format(), config);
    prompt
        .reasoning()
        .ifPresent(reasoning -> think(reasoning, Generation.of(prompt.model()), config));
    return config;
  }

  private static void draw(Sampling sampling, ObjectNode config) {
    sampling.temperature().ifPresent(value -> config.put("temperature", value));
    sampling.topP().ifPresent(value -> config.put("topP", value));
    sampling.topK().ifPresent(value -> config.put("topK", value));
    sampling.maxTokens().ifPresent(value -> config.put("maxOutputTokens", value));
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = config.putArray("stopSequences");
      sampling.stop().forEach(stop::add);
    }
    sampling
        .seed()
        .ifPresent(
            seed -> {
              if (seed == (int) seed) {
                config.put("seed", (int) seed);
              }
            });
    penalize("frequencyPenalty", sampling.frequencyPenalty(), config);
    penalize("presencePenalty", sampling.presencePenalty(), config);
  }

  /** No penalty is what silence means; some models refuse the very field. */
  private static void penalize(String name, OptionalDouble penalty, ObjectNode config) {
    if (penalty.isPresent() && penalty.getAsDouble() != 0) {
      config.put(name, penalty.getAsDouble());
    }
  }

  private static void form(ResponseFormat format, ObjectNode config) {
    if (format instanceof ResponseFormat.Text) {
      return;
    }
    config.put("responseMimeType", "application/json");
    if (format instanceof ResponseFormat.Schema schema) {
      config.set("responseJsonSchema", schema.schema());
    }
  }

  private static void think(Reasoning reasoning, Generation generation, ObjectNode config) {
    boolean none = reasoning.tokens() <= 0;
    ObjectNode thinking = config.putObject("thinkingConfig");
    thinking.put("includeThoughts", !none);
    if (generation.takesLevel()) {
      thinking.put("thinkingLevel", none ? "low" : level(reasoning.level()));
    } else {
      long least = generation.alwaysThinks() ? LEAST_BUDGET : 0;
      long budget = Math.min(MOST_BUDGET, Math.max(least, reasoning.tokens()));
      thinking.put("thinkingBudget", budget);
    }
  }

  private static String level(String effort) {
    return switch (effort) {
      case "none", "minimal", "low" -> "low";
      case "medium" -> "medium";
      default -> "high";
    };
  }
}
