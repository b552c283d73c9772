package ai.agentcache.usage;

import ai.agentcache.http.ApiException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What statistics were asked for.
 *
 * @param period how much time
 * @param namespace the namespace, or {@link Statistics#ALL}
 * @param groupBy how to group, if at all
 * @param previous whether of the period that ended where the one that ends now begins
 */
record StatsQuery(Period period, String namespace, Optional<GroupBy> groupBy, boolean previous) {

  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** Reads the parameters of a request; fails with an {@link ApiException} naming the wrong one. */
  static StatsQuery of(
      @Nullable String period,
      @Nullable String namespace,
      @Nullable String groupBy,
      @Nullable String previous) {
    return new StatsQuery(
        period(period), namespace(namespace), groupBy(groupBy), previous(previous));
  }

  /** Where the period ends, epoch seconds. */
  long end(long now) {
    return previous ? period.endOfPrevious(now) : now;
  }

  private static boolean previous(@Nullable String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw ApiException.field("previous", "must be true or false");
    }
    return "true".equals(value);
  }

  private static Period period(@Nullable String value) {
    return value == null
        ? Period.DAY
        : Period.named(value)
            .orElseThrow(() -> ApiException.field("period", "must be 1h, 24h, 7d or 30d"));
  }

  private static String namespace(@Nullable String value) {
    if (value == null || value.equals(Statistics.ALL)) {
      return Statistics.ALL;
    }
    if (!NAMESPACE.matcher(value).matches()) {
      throw ApiException.field(
          "namespace", "must be 1 to 128 of A-Z, a-z, 0-9, '.', '_', '-', or * for all");
    }
    return value;
  }

  private static Optional<GroupBy> groupBy(@Nullable String value) {
    return value == null
        ? Optional.empty()
        : Optional.of(
            GroupBy.named(value)
                .orElseThrow(
                    () ->
                        ApiException.field(
                            "group_by", "must be namespace, model, provider or agent_type")));
  }
}
