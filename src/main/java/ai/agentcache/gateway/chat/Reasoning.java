package ai.agentcache.gateway.chat;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much a model is to think.
 *
 * @param effort {@code none}, {@code minimal}, {@code low}, {@code medium}, {@code high} or what
 *     the provider knows beside these
 * @param budgetTokens most tokens to think with; 0 switches it off
 */
public record Reasoning(Optional<String> effort, OptionalLong budgetTokens) {

  /**
   * Tokens for an effort, for providers that count: as OpenAI's and Google's guides relate them.
   */
  public long tokens() {
    return budgetTokens.orElseGet(
        () ->
            switch (effort.orElse("medium")) {
              case "none" -> 0;
              case "minimal", "low" -> 1_024;
              case "high", "xhigh", "max" -> 24_576;
              default -> 8_192;
            });
  }

  /** An effort for tokens, for providers that do not count. */
  public String level() {
    return effort.orElseGet(
        () -> {
          long budget = budgetTokens.orElse(8_192);
          if (budget <= 0) {
            return "none";
          }
          return budget <= 1_024 ? "low" : budget <= 8_192 ? "medium" : "high";
        });
  }
}
