package ai.agentcache.cache;

import ai.agentcache.usage.AgentType;
import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.TokenUsage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a caller asks for beside the answer itself.
 *
 * @param stream whether a hit is to be replayed as server-sent events
 * @param semantic whether a similar request will do
 * @param similarityThreshold how similar, 0 to 1
 * @param ttlSeconds how long to keep the answer
 * @param tags names to invalidate by, each once
 * @param agentType the kind of agent, {@code "-"} if not given
 * @param usage the tokens of the answer, if the caller knows them
 */
public record CacheOptions(
    boolean stream,
    boolean semantic,
    Optional<Double> similarityThreshold,
    OptionalInt ttlSeconds,
    List<String> tags,
    String agentType,
    Optional<TokenUsage> usage) {

  private static final int MAX_TAGS = 16;
  private static final int MAX_TAG = 128;
  private static final int MAX_USER = 1024;

  /** Reads the options of a request. */
  static CacheOptions of(Fields fields, RequestLimits limits) {
    checkUnused(fields);
    return new CacheOptions(
        FieldReader.flag(fields, Field.STREAM),
        FieldReader.flag(fields, Field.SEMANTIC),
        FieldReader.number(fields, Field.SIMILARITY_THRESHOLD, 1),
        FieldReader.whole(fields, Field.TTL, 1, limits.maxTtlSeconds()),
        fields.given(Field.TAGS).map(CacheOptions::tags).orElse(List.of()),
        fields.given(Field.AGENT_TYPE).map(CacheOptions::agentType).orElse(Dimensions.NONE),
        fields.given(Field.USAGE).flatMap(UsageField::read));
  }

  /** Fields that are accepted because clients send them, and not used. */
  private static void checkUnused(Fields fields) {
    JsonSlice user = fields.given(Field.USER).orElse(null);
    if (user != null && (!user.isString() || user.length() > MAX_USER)) {
      throw FieldReader.invalid(Field.USER, "must be a string of at most " + MAX_USER + " bytes");
    }
    JsonSlice metadata = fields.given(Field.METADATA).orElse(null);
    if (metadata != null && !metadata.isObject()) {
      throw FieldReader.invalid(Field.METADATA, "must be an object");
    }
  }

  private static List<String> tags(JsonSlice value) {
    List<JsonSlice> items = value.items();
    if (!value.isArray() || items.size() > MAX_TAGS) {
      throw FieldReader.invalid(Field.TAGS, "must be an array of at most " + MAX_TAGS + " strings");
    }
    Set<String> tags = new LinkedHashSet<>();
    for (int i = 0; i < items.size(); i++) {
      tags.add(FieldReader.visible(items.get(i), "tags[" + i + "]", MAX_TAG));
    }
    return List.copyOf(tags);
  }

  private static String agentType(JsonSlice value) {
    String text = value.isString() ? value.text() : "";
    if (!AgentType.isValid(text)) {
      throw FieldReader.invalid(Field.AGENT_TYPE, AgentType.EXPECTATION);
    }
    return text;
  }

  /** The time to keep the answer, or {@code otherwise}. */
  public int ttlOr(int otherwise) {
    return ttlSeconds.orElse(otherwise);
  }
}
