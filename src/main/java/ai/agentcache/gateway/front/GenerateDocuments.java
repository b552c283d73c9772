package ai.agentcache.gateway.front;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of {@code /llm/generate} as the OpenAPI document describes them. Nothing of this is
 * used at run time.
 */
final class GenerateDocuments {

  static final String GENERATE =
      "The same request, however it is spelt, gets the stored answer for an hour, or for `ttl`"
          + " seconds. Equal requests under way share one call to the provider. Works without a key"
          + " outside production. The headers `X-Cache-Namespace`, `X-Cache-TTL` (seconds) and"
          + " `Cache-Control` (`no-cache` does not read, `no-store` does not write,"
          + " `only-if-cached`, `max-age`, `stale-if-error`) say how to cache; answers carry"
          + " `X-Cache`, `X-Cache-Key`, `Age`, `X-AgentCache-Provider`, `X-AgentCache-Cost`"
          + " (dollars), `X-AgentCache-Overhead-Ms` and, if degraded, `X-AgentCache-Degraded`.";

  static final String ANSWER =
      "The answer, and how it came about; with `stream` server-sent events as OpenAI's chat"
          + " completions have them, the first with `\"degraded\":true` if the answer is degraded.";

  static final String FAILED =
      "The provider failed: `PROVIDER_ERROR`, or its answer makes no sense: `PROVIDER_MALFORMED`.";

  static final String AWAY =
      "The provider cannot be reached, its breaker is open, or it has all the calls it may have:"
          + " `PROVIDER_UNAVAILABLE`, with `Retry-After`.";

  static final String LATE =
      "The provider did not answer in time: `PROVIDER_TIMEOUT`; or `only-if-cached` was asked for"
          + " and nothing is stored: `NOT_CACHED`.";

  private GenerateDocuments() {}

  @Schema(
      name = "GenerateRequest",
      description =
          "What to answer, and whom to ask. Every other field of OpenAI's chat completions is taken"
              + " too, such as `tools`, `response_format`, `seed`, `stop` and `top_p`.",
      additionalProperties = Schema.True.class)
  record Request(
      @Schema(description = "What is asked. This or `messages` is required, not both.")
          String prompt,
      @Schema(description = "A conversation, as OpenAI's chat completions have it.")
          List<Object> messages,
      @Schema(description = "What the model is told before the conversation.") String system,
      @Schema(
              description =
                  "Such as `gpt-4o`, `openai:gpt-4o`, an alias, or `mock`. Without one it is chosen.")
          String model,
      @Schema(description = "The provider to ask, such as `openai`; see `GET /llm/providers`.")
          String activeProvider,
      @Schema(
              enumeration = {"single-model", "manual", "heuristic", "cost-aware", "orchestrated"},
              defaultValue = "single-model",
              description =
                  "`single-model`: what is named; `manual`: exactly `provider:model`; `heuristic`:"
                      + " the best by capabilities, `priority`, price, health and load;"
                      + " `cost-aware`: the cheapest that fits, within `maxCost`; `orchestrated`: by"
                      + " `nodeType`.")
          String routingMode,
      @Schema(
              description =
                  "Whether another model may be asked when the chosen one fails. By default so in"
                      + " the modes that choose by themselves, never in `manual`.")
          boolean allowFailover,
      @Schema(
              description =
                  "What the model has to be able to do: `text`, `images`, `documents`, `audio`,"
                      + " `tools`, `json`, `schema`, `reasoning`, `sampling`, `embeddings`.")
          List<String> capabilities,
      @Schema(
              enumeration = {"quality", "speed", "cost"},
              defaultValue = "quality")
          String priority,
      @Schema(description = "Dollars that the answer may cost, about.") BigDecimal maxCost,
      @Schema(
              enumeration = {"plan", "build", "validate", "review"},
              description = "The kind of work.")
          String nodeType,
      @Schema(minimum = "0", maximum = "2") double temperature,
      @Schema(minimum = "1", description = "Tokens the answer may have.") int maxTokens,
      @Schema(minimum = "1", description = "How long to keep the answer, seconds.") int ttl,
      @Schema(description = "The answer bit by bit, as server-sent events.") boolean stream,
      @Schema(
              enumeration = {"FAIL", "MOCK", "CACHE", "BASIC"},
              defaultValue = "FAIL",
              description =
                  "What to do when nobody can answer: fail; the built-in model; a stored answer"
                      + " that is past its life; another, cheaper model. Such an answer is marked,"
                      + " never stored and never billed.")
          String degradation,
      @Schema(name = "agent_type", description = "The kind of agent that asks.")
          String agentType) {}

  @Schema(
      name = "GenerateAnswer",
      requiredProperties = {"code", "text", "metadata"})
  record Answer(
      @Schema(description = "The same as `text`; the older name.") String code,
      String text,
      Metadata metadata) {}

  @Schema(name = "GenerateMetadata")
  record Metadata(
      String model,
      String provider,
      @Schema(description = "Whether it was stored before it was asked for.") boolean cached,
      @Schema(description = "Input and output together.") long estimatedTokens,
      @Schema(description = "Dollars, by the price table.") BigDecimal estimatedCost,
      Usage usage,
      @Schema(description = "From the request to the answer, ms.") long latencyMs,
      Routing routing,
      @Schema(description = "Whether it is not what was asked for; see `degradation`.")
          boolean degraded) {}

  @Schema(name = "GenerateUsage", description = "Tokens.")
  record Usage(
      long inputTokens,
      long outputTokens,
      long totalTokens,
      @Schema(description = "Of the input, read from the provider's cache.") long cachedInputTokens,
      @Schema(description = "Of the output, spent on thinking.") long reasoningTokens) {}

  @Schema(name = "GenerateRouting")
  record Routing(
      String mode,
      @Schema(description = "Why this model.") String reason,
      @Schema(description = "Empty if nobody had to be asked.") List<Attempted> attempts) {}

  @Schema(name = "GenerateAttempt")
  record Attempted(
      String provider,
      String model,
      @Schema(description = "`ok`, `not_asked` if its breaker is open, or what went wrong.")
          String outcome,
      long latencyMs) {}
}
