package ai.agentcache.usage;

import ai.agentcache.event.EventType;
import ai.agentcache.event.Events;
import ai.agentcache.event.TenantEvent;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.Anomaly.Hour;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks from time to time for what is unusual in the last full hour of each tenant. */
@Singleton
@Startup
final class AnomalyWatch {

  private static final long HOUR = 3_600;
  private static final int DAYS = 6;
  private static final double NANOS = 1e9;

  private final UsageStore store;
  private final Events events;
  private final Clock clock;
  private final AnomalyConfig config;
  private final Vertx vertx;
  private final long timer;

  AnomalyWatch(UsageStore store, Events events, Clock clock, AnomalyConfig config, Vertx vertx) {
    this.store = store;
    this.events = events;
    this.clock = clock;
    this.config = config;
    this.vertx = vertx;
    this.timer =
        vertx.setPeriodic(
            config.period().toMillis(),
            id ->
                look()
                    .subscribe()
                    .with(
                        done -> {},
                        failure -> Log.debugf("anomalies wait: %s", failure.getMessage())));
  }

  /** Looks at every tenant, if it is this replica's turn. */
  Uni<Void> look() {
    return store
        .takeTurn(config.period())
        .chain(
            mine ->
                mine
                    ? store.tenants(clock.epochSeconds() - 2 * HOUR)
                    : Uni.createFrom().item(List.<String>of()))
        .chain(this::lookAt);
  }

  private Uni<Void> lookAt(List<String> tenants) {
    return Multi.createFrom()
        .iterable(tenants)
        .onItem()
        .transformToUniAndConcatenate(this::lookAt)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> lookAt(String tenant) {
    long now = clock.epochSeconds();
    return store
        .buckets(tenant, Period.WEEK, now)
        .invoke(buckets -> judge(tenant, Period.WEEK.bucketOf(now) - HOUR, buckets))
        .replaceWithVoid();
  }

  /** Tells what is unusual in the hour that began then. */
  void judge(String tenant, long start, List<Bucket> buckets) {
    Map<Long, Hour> hours = new HashMap<>();
    buckets.forEach(bucket -> hours.put(bucket.start(), hour(bucket)));
    Hour none = new Hour(0, 0, 0);
    Hour last = hours.getOrDefault(start, none);
    List<Hour> before =
        IntStream.rangeClosed(1, DAYS)
            .mapToObj(day -> hours.getOrDefault(start - HOUR * 24 * day, none))
            .toList();
    tell(EventType.ANOMALY_REQUESTS, tenant, start, Anomaly.ofRequests(last, before, config));
    tell(EventType.ANOMALY_COST, tenant, start, Anomaly.ofCost(last, before, config));
    tell(EventType.ANOMALY_HIT_RATE, tenant, start, Anomaly.ofHitRate(last, before, config));
  }

  private static Hour hour(Bucket bucket) {
    Totals sum = new Totals();
    bucket.rows().values().forEach(sum::merge);
    return new Hour(sum.requests(), sum.get(Metric.HITS), sum.get(Metric.SPENT) / NANOS);
  }

  private void tell(EventType type, String tenant, long start, Optional<Anomaly> found) {
    if (found.isEmpty()) {
      return;
    }
    Anomaly anomaly = found.get();
    Instant hour = Instant.ofEpochSecond(start);
    String message =
        "The hour from %s had %s where %s is usual."
            .formatted(hour, shown(type, anomaly.value()), shown(type, anomaly.usual()));
    JsonObject data =
        new JsonObject()
            .put("hour", hour)
            .put("value", Figures.round(anomaly.value()))
            .put("usual", Figures.round(anomaly.usual()))
            .put("deviations", Figures.round(anomaly.deviations()))
            .put("message", message);
    events.happened(TenantEvent.once(hour.toString(), type, tenant, clock.instant(), data));
  }

  private static String shown(EventType type, double value) {
    return switch (type) {
      case ANOMALY_COST -> "$" + Figures.round(value).toPlainString();
      case ANOMALY_HIT_RATE -> Figures.round(100 * value).toPlainString() + " % hits";
      default -> Figures.round(value).toPlainString() + " requests";
    };
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
