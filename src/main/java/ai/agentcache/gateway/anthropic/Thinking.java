package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.Tools;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.http.ApiException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The thinking that is asked for, as this dialect says it. A tool that has to be used wins over
 * thinking, which the API does not allow together; so does an answer that called tools and lost its
 * thoughts, with models that are given a budget. Models that decide themselves cannot be told not
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
      return on && !isInterrupted(prompt.turns())
          ? new Thinking(true, OptionalLong.of(budget), Optional.empty())
          : UNSAID;
    }
    String effort = none ? "low" : effort(reasoning.get().level());
    return new Thinking(on, OptionalLong.empty(), Optional.of(effort));
  }

  private static boolean isForced(Tools tools) {
    return tools.choice() == Tools.Choice.ANY || tools.choice() == Tools.Choice.ONE;
  }

  /**
   * Whether the last answer called tools and its thoughts are not there any more, as other dialects
   * do not bring them back: with thinking the API wants such an answer to begin with them.
   */
  private static boolean isInterrupted(List<Turn> turns) {
    List<Part> last = lastAnswer(turns);
    return last.stream().anyMatch(Part.ToolCall.class::isInstance)
        && last.stream()
            .noneMatch(part -> part instanceof Part.Thought thought && Seals.areOurs(thought));
  }

  /** Its parts may be in several turns, one after another. */
  private static List<Part> lastAnswer(List<Turn> turns) {
    List<Part> parts = new ArrayList<>();
    for (int i = turns.size() - 1; i >= 0; i--) {
      Turn turn = turns.get(i);
      if (turn.role() == Turn.Role.ASSISTANT) {
        parts.addAll(turn.parts());
      } else if (turn.role() == Turn.Role.USER && !parts.isEmpty()) {
        break;
      }
    }
    return parts;
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
