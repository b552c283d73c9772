package ai.agentcache.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of the response cache as its OpenAPI document describes them. Nothing of this is used
 * at run time: bodies are read and written as bytes.
 */
final class CacheDocuments {

  static final String NAMESPACE =
      "Divides the cache of a tenant: 1 to 128 of `A-Z a-z 0-9 . _ -`; `default` if not sent.";

  private CacheDocuments() {}

  @Schema(
      name = "CacheLookup",
      description =
          "What makes a request the same as another: `provider`, `model` and one of `messages`,"
              + " `prompt`, `input`, `contents`, with every other field that can change an answer,"
              + " known here or not. Or an own `key` instead.",
      additionalProperties = Schema.True.class)
  record Lookup(
      @Schema(maxLength = 64, description = "Required without `key`.", examples = "openai")
          String provider,
      @Schema(maxLength = 256, description = "Required without `key`.", examples = "gpt-4o")
          String model,
      @Schema(minItems = 1, description = "As the provider takes them.")
          List<Map<String, Object>> messages,
      @Schema(
              oneOf = {String.class, Object[].class},
              description = "A non-empty string or array.")
          Object prompt,
      @Schema(description = "A non-empty string, array or object.") Object input,
      @Schema(description = "A non-empty string, array or object.") Object contents,
      @Schema(minimum = "0", maximum = "2") double temperature,
      @JsonProperty("top_p") @Schema(minimum = "0", maximum = "1") double topP,
      @JsonProperty("max_tokens") @Schema(minimum = "1") long maxTokens,
      @Schema(minLength = 1, maxLength = 512, description = "A name of your own, visible ASCII.")
          String key,
      @Schema(
              defaultValue = "false",
              description = "`get` replays a hit as server-sent events. Never part of the key.")
          boolean stream,
      @JsonProperty("agent_type")
          @Schema(
              pattern = "[A-Za-z0-9._-]{1,64}",
              description = "For the statistics. Never part of the key.")
          String agentType,
      @Schema(description = "Accepted, never part of the key.") String user,
      @Schema(description = "Accepted, never part of the key.") Map<String, Object> metadata) {}

  @Schema(
      name = "CacheStore",
      description = "The fields of a look-up, and the answer to store for it.",
      allOf = Lookup.class,
      additionalProperties = Schema.True.class)
  record Store(
      @Schema(description = "Any JSON; up to 1 MiB. This or `value` is required.") Object response,
      @Schema(description = "An older name of `response`.") Object value,
      @Schema(
              minimum = "1",
              maximum = "7776000",
              defaultValue = "604800",
              description = "Seconds to keep it.")
          int ttl,
      @Schema(maxItems = 16, description = "Names to invalidate by, each 1 to 128 visible ASCII.")
          List<String> tags,
      @Schema(description = "The tokens of the answer; counted if not sent.") Usage usage) {}

  @Schema(
      name = "CacheUsage",
      description = "Tokens, in the words of OpenAI or Anthropic.",
      additionalProperties = Schema.True.class)
  record Usage(
      @JsonProperty("prompt_tokens") @Schema(minimum = "0") long promptTokens,
      @JsonProperty("completion_tokens") @Schema(minimum = "0") long completionTokens,
      @JsonProperty("input_tokens") @Schema(minimum = "0") long inputTokens,
      @JsonProperty("output_tokens") @Schema(minimum = "0") long outputTokens,
      @JsonProperty("total_tokens") @Schema(minimum = "0") long totalTokens) {}

  @Schema(
      name = "CacheHit",
      requiredProperties = {
        "hit",
        "response",
        "key",
        "tier",
        "cached_at",
        "age_seconds",
        "ttl_remaining",
        "freshness",
        "latency_ms",
        "tokens_saved",
        "cost_saved"
      })
  record Found(
      @Schema(enumeration = "true") boolean hit,
      @Schema(description = "The answer as it was stored: any JSON.") Object response,
      String key,
      @Schema(enumeration = {"L1", "L2", "semantic"}) String tier,
      @JsonProperty("cached_at") @Schema(format = "date-time") String cachedAt,
      @JsonProperty("age_seconds") long ageSeconds,
      @JsonProperty("ttl_remaining") @Schema(description = "Seconds.") long ttlRemaining,
      @Schema(
              enumeration = {"fresh", "stale"},
              description = "Stale in the last quarter of its life.")
          String freshness,
      @JsonProperty("latency_ms") double latencyMs,
      @JsonProperty("tokens_saved") long tokensSaved,
      @JsonProperty("cost_saved") @Schema(description = "US dollars.") double costSaved) {}

  @Schema(name = "CacheMiss", requiredProperties = "hit")
  record Missed(
      @Schema(enumeration = "false") boolean hit,
      @Schema(description = "Absent when degraded.") String key,
      @Schema(description = "True when Redis cannot be reached; else absent.") boolean degraded) {}

  @Schema(name = "CacheStored", requiredProperties = "success")
  record Stored(
      @Schema(description = "Whether it was stored.") boolean success,
      @Schema(description = "Absent when not stored.") String key,
      @Schema(description = "Seconds it is kept; absent when not stored.") int ttl,
      @JsonProperty("cached_at")
          @Schema(format = "date-time", description = "Absent when not stored.")
          String cachedAt,
      @Schema(description = "False when Redis cannot be reached; else absent.") boolean stored,
      @Schema(description = "True when Redis cannot be reached; else absent.") boolean degraded) {}

  @Schema(
      name = "CacheCheck",
      requiredProperties = {"cached", "ttl"})
  record Checked(boolean cached, @Schema(description = "Seconds left; 0 if not cached.") int ttl) {}

  @Schema(
      name = "CacheInvalidation",
      description =
          "Entries that meet every criterion given; at least one is required. No other field is"
              + " accepted.",
      additionalProperties = Schema.False.class)
  record Invalidate(
      @Schema(description = "One entry, by its own or its returned key.") String key,
      @Schema(
              pattern = "[A-Za-z0-9._-]{1,128}",
              description = "Must agree with the header, if both are sent.")
          String namespace,
      @Schema(maxLength = 64) String provider,
      @Schema(maxLength = 256) String model,
      @Schema(maxLength = 128) String tag,
      @JsonProperty("older_than")
          @Schema(minimum = "0", description = "Stored at least so many seconds ago.")
          long olderThan,
      @Schema(description = "True: everything of the tenant.") boolean all,
      @Schema(maxLength = 4096, description = "Why; counts as no criterion.") String reason) {}

  @Schema(
      name = "CacheInvalidated",
      requiredProperties = {"success", "invalidated"})
  record Invalidated(
      @Schema(enumeration = "true") boolean success,
      @Schema(
              oneOf = {Integer.class, String.class},
              description = "By `key`: how many, 0 or 1. Otherwise `generation`, in constant time.")
          Object invalidated) {}
}
