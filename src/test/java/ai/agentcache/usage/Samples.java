package ai.agentcache.usage;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** What several tests start from. */
final class Samples {

  static final String TENANT = "acme";

  private Samples() {}

  static Dimensions dimensions(String namespace, String model) {
    return new Dimensions(TENANT, namespace, "openai", model, Dimensions.NONE);
  }

  static Totals hits(long hits) {
    return hits(hits, 2_000_000);
  }

  static Totals hits(long hits, long latencyNanos) {
    Totals totals =
        new Totals()
            .add(Metric.EVENTS, hits)
            .add(Metric.HITS, hits)
            .add(Metric.TOKENS_SAVED, 10 * hits)
            .add(Metric.COST_SAVED, 1_000 * hits)
            .add(Metric.LATENCY, latencyNanos * hits);
    totals.latencies().add(LatencyBuckets.index(latencyNanos), hits);
    return totals;
  }

  static UsageConfig config(Map<String, String> values) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(UsageConfig.class);
    values.forEach((key, value) -> builder.withDefaultValue("agentcache.usage." + key, value));
    return builder.build().getConfigMapping(UsageConfig.class);
  }
}
