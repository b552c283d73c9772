package ai.agentcache.usage;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Brings what was counted to Redis: once a second, before statistics are read, and when the service
 * stops. What Redis does not take stays here for the next time.
 */
@Singleton
final class UsageFlusher {

  private final Vertx vertx;
  private final UsageRecorder recorder;
  private final UsageStore store;
  private final UsageMetrics metrics;
  private final Duration interval;
  private long timer;

  UsageFlusher(
      Vertx vertx,
      UsageRecorder recorder,
      UsageStore store,
      UsageMetrics metrics,
      UsageConfig config) {
    this.vertx = vertx;
    this.recorder = recorder;
    this.store = store;
    this.metrics = metrics;
    this.interval = config.flushInterval();
  }

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(interval.toMillis(), id -> tick());
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }

  private void tick() {
    flushAll().subscribe().with(done -> {}, failure -> {});
    recorder.sweep();
  }

  /** Everything of every tenant. */
  Uni<Void> flushAll() {
    recorder.drain();
    List<Uni<Void>> flushes =
        recorder.outboxes().values().stream().filter(o -> !o.isEmpty()).map(this::flush).toList();
    return flushes.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(flushes).andCollectFailures().replaceWithVoid();
  }

  /** Everything of one tenant that was counted before the call. */
  Uni<Void> flush(String tenant) {
    recorder.drain();
    Outbox outbox = recorder.outboxes().get(tenant);
    return outbox == null || outbox.isEmpty() ? Uni.createFrom().voidItem() : flush(outbox);
  }

  private Uni<Void> flush(Outbox outbox) {
    return outbox.flush(
        batch ->
            store.add(batch).invoke(metrics::flushed).onFailure().invoke(metrics::flushFailed));
  }

  /** What Redis does not have yet, by tenant. */
  Map<String, Outbox> pending() {
    return recorder.outboxes();
  }
}
