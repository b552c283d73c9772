package ai.agentcache.cache;

import ai.agentcache.usage.TokenUsage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the token counts of an answer, by the names of OpenAI or of Anthropic. */
final class UsageField {
  private static final long MOST = 1_000_000_000_000L;

  private UsageField() {}

  /** The counts, or nothing if the object names none that is known. */
  static Optional<TokenUsage> read(JsonSlice value) {
    if (!value.isObject()) {
      throw FieldReader.invalid(Field.USAGE, "must be an object");
    }
    Map<String, JsonSlice> counts = value.members();
    Long input = count(counts, "prompt_tokens", "input_tokens");
    Long output = count(counts, "completion_tokens", "output_tokens");
    Long total = count(counts, "total_tokens", "total_tokens");
    if (input == null && output == null) {
      return Optional.ofNullable(total).map(all -> new TokenUsage(all, 0));
    }
    return Optional.of(
        new TokenUsage(
            input != null ? input : rest(total, output),
            output != null ? output : rest(total, input)));
  }

  private static long rest(@Nullable Long total, @Nullable Long known) {
    return total == null || known == null ? 0 : Math.max(0, total - known);
  }

  private static @Nullable Long count(Map<String, JsonSlice> counts, String name, String other) {
    Long found = count(counts, name);
    Long second = count(counts, other);
    return found != null ? found : second;
  }

  private static @Nullable Long count(Map<String, JsonSlice> counts, String name) {
    JsonSlice value = counts.get(name);
    return value == null || value.isNull()
        ? null
        : Long.valueOf(FieldReader.whole(value, "usage." + name, 0, MOST));
  }
}
