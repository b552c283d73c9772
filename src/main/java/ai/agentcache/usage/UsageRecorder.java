package ai.agentcache.usage;

import ai.agentcache.time.Clock;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Counts every request in memory; nothing waits, nothing is lost between threads. What was counted
 * is moved on to Redis once a second.
 *
 * <p>A row's time is the minute in which it is taken out of memory, which is at most one flush
 * interval after the event.
 */
@Singleton
public final class UsageRecorder {

  private final Clock clock;
  private final UsageMetrics metrics;
  private final int maxDimensions;
  private final int maxPendingRows;
  private final long idleNanos;
  private final Queue<Counters> dirty = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<String, TenantCounters> tenants = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Outbox> outboxes = new ConcurrentHashMap<>();

  UsageRecorder(Clock clock, UsageMetrics metrics, UsageConfig config) {
    this.clock = clock;
    this.metrics = metrics;
    this.maxDimensions = config.maxDimensions();
    this.maxPendingRows = config.maxPendingRows();
    this.idleNanos = config.counterIdle().toNanos();
    metrics.watch(outboxes.values());
  }

  /** The counters of a combination; worth keeping by whoever counts it often. */
  public Counters handle(Dimensions dimensions) {
    TenantCounters tenant = tenants.get(dimensions.tenant());
    if (tenant == null) {
      tenant =
          tenants.computeIfAbsent(
              dimensions.tenant(), t -> new TenantCounters(maxDimensions, dirty));
    }
    return tenant.of(dimensions, clock);
  }

  /** An answer came from the cache; see {@link Counters#hit}. */
  public void hit(Dimensions dimensions, long latencyNanos, long tokensSaved, long costSavedNanos) {
    handle(dimensions).hit(latencyNanos, tokensSaved, costSavedNanos);
  }

  /** The cache had no answer; see {@link Counters#miss}. */
  public void miss(Dimensions dimensions, long latencyNanos) {
    handle(dimensions).miss(latencyNanos);
  }

  /** An answer was put into the cache; see {@link Counters#stored}. */
  public void stored(Dimensions dimensions, TokenUsage usage, long costNanos) {
    handle(dimensions).stored(usage, costNanos);
  }

  /** Moves everything counted so far to the outboxes. */
  synchronized void drain() {
    long minute = Period.HOUR.bucketOf(clock.epochSeconds());
    long now = clock.nanos();
    for (Counters next = dirty.poll(); next != null; next = dirty.poll()) {
      Totals totals = next.drain(now);
      if (!totals.isEmpty()) {
        metrics.count(totals);
        Dimensions dimensions = next.dimensions();
        outbox(dimensions.tenant()).add(new UsageRow(minute, dimensions, totals));
      }
    }
  }

  /** Forgets counters that were not used lately. */
  void sweep() {
    long now = clock.nanos();
    tenants.values().removeIf(tenant -> tenant.sweep(now, idleNanos));
  }

  /** What waits for Redis, by tenant. */
  Map<String, Outbox> outboxes() {
    return outboxes;
  }

  /** What waits for Redis of one tenant. */
  Outbox outbox(String tenant) {
    return outboxes.computeIfAbsent(tenant, t -> new Outbox(t, maxPendingRows));
  }
}
