package ai.agentcache.gateway.anthropic;

import ai.agentcache.gateway.chat.Reasoning;
import ai.agentcache.gateway.chat.ResponseFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads how much to think and what form the answer has to have: {@code thinking}, {@code
 * output_config} and its older name for the form, {@code output_format}.
 */
final class OutputReader {

  private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
  private static final Set<String> THINKING = Set.of("enabled", "disabled", "adaptive");

  /** Fewest tokens to think with. */
  private static final long LEAST_BUDGET = 1_024;

  private static final long MOST_BUDGET = 1L << 30;

  /** Schemas have no name in this dialect; others want one. */
  private static final String SCHEMA_NAME = "response";

  private OutputReader() {}

  static ResponseFormat format(Fields fields) {
    Optional<Fields> format =
        fields
            .inner("output_config")
            .flatMap(config -> config.inner("format"))
            .or(() -> fields.inner("output_format"));
    if (format.isEmpty()) {
      return ResponseFormat.TEXT;
    }
    format.get().word("type", Set.of("json_schema"));
    return new ResponseFormat.Schema(
        SCHEMA_NAME, format.get().requiredInner("schema").object(), true);
  }

  static Optional<Reasoning> reasoning(Fields fields) {
    Optional<String> effort =
        fields.inner("output_config").flatMap(config -> config.optionalWord("effort", EFFORTS));
    Optional<Fields> thinking = fields.inner("thinking");
    if (thinking.isEmpty()) {
      return effort.map(level -> new Reasoning(Optional.of(level), OptionalLong.empty()));
    }
    thinking.get().optionalWord("display", Set.of("summarized", "omitted"));
    return Optional.of(
        switch (thinking.get().word("type", THINKING)) {
          case "enabled" -> new Reasoning(effort, budget(thinking.get()));
          case "disabled" -> new Reasoning(Optional.of("none"), OptionalLong.of(0));
          default -> new Reasoning(effort, OptionalLong.empty());
        });
  }

  private static OptionalLong budget(Fields thinking) {
    thinking.required("budget_tokens", "a whole number of at least " + LEAST_BUDGET);
    return thinking.whole("budget_tokens", LEAST_BUDGET, MOST_BUDGET);
  }
}
