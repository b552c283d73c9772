package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The thinking that is asked for, as this dialect says it. A tool that has to be used wins over
 * thinking, which the API does not allow together. Models that decide themselves cannot be told not
 * to think at all: they are asked for their least effort.
 *
 * @param on whether thoughts are asked for
 * @param budget tokens to think with; empty leaves it to the model
 * @param effort for models that are told an effort
 */
record Thinking(boolean on, OptionalLong budget, Optional<String> effort) {

  private static final Thinking UNSAID =
      new Thinking(false, OptionalLong.empty(), Optional.empty());

  /** Fewest tokens the API takes. */
  private static final long LEAST = 1_024;

  static Thinking of(Prompt prompt) {
    Optional<Reasoning> reasoning = prompt.reasoning();
    if (reasoning.isEmpty()) {
      return UNSAID;
    }
    boolean none = reasoning.get().tokens() <= 0;
    boolean on = !none && !isForced(prompt.tools());
    if (Generation.of(prompt.model()).countsThoughts()) {
      long budget = Math.max(LEAST, reasoning.get().tokens());
      return on ? new Thinking(true, OptionalLong.of(budget), Optional.empty()) : UNSAID;
    }
    String effort = none ? "low" : effort(reasoning.get().level());
    return new Thinking(on, OptionalLong.empty(), Optional.of(effort));
  }

  private static boolean isForced(Tools tools) {
    return tools.choice() == Tools.Choice.ANY || tools.choice() == Tools.Choice.ONE;
  }

  private static String effort(String level) {
    return switch (level) {
      case "none", "minimal", "low" -> "low";
      case "medium", "high", "xhigh", "max" -> level;
      default ->
          throw ApiException.field(
              "reasoning_effort", "must be one of none, minimal, low, medium, high, xhigh, max");
    };
  }

  /** Most tokens of the answer: more than the budget, as the API wants it. */
  long maxTokens(OptionalLong asked, long usual) {
    long thoughts = budget.orElse(0);
    long most = asked.orElse(usual + thoughts);
    return most > thoughts ? most : thoughts + most;
  }

  /** Writes it into a body. */
  void writeTo(ObjectNode body) {
    if (on) {
      ObjectNode thinking = body.putObject("thinking");
      if (budget.isPresent()) {
        thinking.put("type", "enabled").put("budget_tokens", budget.getAsLong());
      } else {
        thinking.put("type", "adaptive").put("display", "summarized");
      }
    }
    effort.ifPresent(level -> outputConfig(body).put("effort", level));
  }

  /** The object that effort and form of the answer share. */
  static ObjectNode outputConfig(ObjectNode body) {
    if (body.path("output_config") instanceof ObjectNode config) {
      return config;
    }
    ObjectNode config = Json.object();
    body.set("output_config", config);
    return config;
  }
}
