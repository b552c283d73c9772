package ai.agentcache.event;

import ai.agentcache.time.Clock;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Writes events that wait, and forgets old ones, from time to time. */
@Singleton
@Startup
final class EventSchedule {

  private final EventStore store;
  private final Clock clock;
  private final Duration retention;
  private final Vertx vertx;
  private final List<Long> timers;

  EventSchedule(Vertx vertx, Events events, EventStore store, Clock clock, EventConfig config) {
    this.store = store;
    this.clock = clock;
    this.retention = config.retention();
    this.vertx = vertx;
    this.timers =
        List.of(
            vertx.setPeriodic(
                config.writing().toMillis(),
                timer -> events.flush().subscribe().with(done -> {}, failure -> {})),
            vertx.setPeriodic(
                config.pruning().toMillis(),
                timer ->
                    prune()
                        .subscribe()
                        .with(
                            count -> {},
                            failure -> Log.debugf("old events wait: %s", failure.getMessage()))));
  }

  /** Some at a time, until none is left. */
  private Uni<Integer> prune() {
    return store
        .prune(retention, clock.instant())
        .chain(count -> count < EventStore.PRUNED_AT_ONCE ? Uni.createFrom().item(count) : prune());
  }

  @PreDestroy
  void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
