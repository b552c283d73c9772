package ai.agentcache.health;

import ai.agentcache.health.TrafficWindow.Totals;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What the stack's own timers have counted of requests, so that counting again costs them nothing.
 * Probes and metrics are left out, and the times of what waits for providers.
 */
@Singleton
final class RequestTotals {

  /** Milliseconds. */
  static final double[] BOUNDS = {
    1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000
  };

  private static final String TIMER = "http.server.requests";

  private final MeterRegistry registry;

  RequestTotals(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Has the timers count how many requests took no longer than the bounds. */
  @Produces
  @Singleton
  static MeterFilter bounds() {
    double[] nanos = Arrays.stream(BOUNDS).map(millis -> millis * 1e6).toArray();
    DistributionStatisticConfig buckets =
        DistributionStatisticConfig.builder().serviceLevelObjectives(nanos).build();
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(TIMER) ? buckets.merge(config) : config;
      }
    };
  }

  /** What was counted since the start. */
  Totals now() {
    long requests = 0;
    long errors = 0;
    long timed = 0;
    double millis = 0;
    long[] within = new long[BOUNDS.length];
    for (Timer timer : registry.find(TIMER).timers()) {
      String path = String.valueOf(timer.getId().getTag("uri"));
      if (isCounted(path)) {
        long count = timer.count();
        requests += count;
        errors += String.valueOf(timer.getId().getTag("status")).startsWith("5") ? count : 0;
        if (isOurTime(path)) {
          timed += count;
          millis += timer.totalTime(TimeUnit.MILLISECONDS);
          add(within, timer.takeSnapshot().histogramCounts());
        }
      }
    }
    return new Totals(requests, errors, timed, millis, within);
  }

  private static boolean isCounted(String path) {
    return !path.startsWith("/q/") && !path.equals("/health");
  }

  /** How long a model takes, or somebody watches an upload, says nothing of the service. */
  private static boolean isOurTime(String path) {
    return !path.startsWith("/llm/") && !path.startsWith("/v1/") && !path.endsWith("/events");
  }

  private static void add(long[] within, CountAtBucket[] buckets) {
    for (int i = 0; i < Math.min(within.length, buckets.length); i++) {
      within[i] += (long) buckets[i].count();
    }
  }
}
