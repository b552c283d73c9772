package ai.agentcache.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Usage of this replica as metrics. They move when counters are flushed, so counting itself pays
 * nothing for them. Labels are bounded: no tenant, namespace or model is among them.
 */
@Singleton
final class UsageMetrics {

  private static final double NANO = 1e-9;

  private final MeterRegistry registry;
  private final Counter hits;
  private final Counter misses;
  private final Counter tokensSaved;
  private final Counter costSaved;
  private final Counter flushed;
  private final Counter failed;
  private final LongAdder requests = new LongAdder();
  private final LongAdder latencyNanos = new LongAdder();

  UsageMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.hits = requests("hit");
    this.misses = requests("miss");
    this.tokensSaved = registry.counter("agentcache.usage.tokens.saved");
    this.costSaved = registry.counter("agentcache.usage.cost.saved.usd");
    this.flushed = registry.counter("agentcache.usage.flush", "result", "ok");
    this.failed = registry.counter("agentcache.usage.flush", "result", "failed");
    FunctionTimer.builder(
            "agentcache.cache.latency",
            this,
            m -> m.requests.sum(),
            m -> m.latencyNanos.sum(),
            TimeUnit.NANOSECONDS)
        .description("How long callers waited for a look-up in the cache")
        .register(registry);
  }

  private Counter requests(String result) {
    return Counter.builder("agentcache.cache.requests")
        .description("Look-ups in the cache")
        .tag("result", result)
        .register(registry);
  }

  void watch(Collection<Outbox> outboxes) {
    Gauge.builder(
            "agentcache.usage.pending", outboxes, all -> all.stream().mapToInt(Outbox::size).sum())
        .description("Rows of usage that wait for Redis")
        .strongReference(true)
        .register(registry);
  }

  void count(Totals totals) {
    hits.increment((double) totals.get(Metric.HITS));
    misses.increment((double) totals.get(Metric.MISSES));
    tokensSaved.increment((double) totals.get(Metric.TOKENS_SAVED));
    costSaved.increment(totals.get(Metric.COST_SAVED) * NANO);
    requests.add(totals.requests());
    latencyNanos.add(totals.get(Metric.LATENCY));
  }

  void flushed() {
    flushed.increment();
  }

  void flushFailed() {
    failed.increment();
  }
}
