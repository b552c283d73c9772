package ai.agentcache.event;

import ai.agentcache.time.Clock;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes events that wait, and forgets old ones, from time to time. */
@Singleton
@Startup
final class EventSchedule {

  private final Vertx vertx;
  private final List<Long> timers;

  EventSchedule(Vertx vertx, Events events, EventStore store, Clock clock, EventConfig config) {
    this.vertx = vertx;
    this.timers =
        List.of(
            vertx.setPeriodic(
                config.writing().toMillis(),
                timer -> events.flush().subscribe().with(done -> {}, failure -> {})),
            vertx.setPeriodic(
                config.pruning().toMillis(),
                timer ->
                    store
                        .prune(config.retention(), clock.instant())
                        .subscribe()
                        .with(
                            count -> {},
                            failure -> Log.debugf("old events wait: %s", failure.getMessage()))));
  }

  @PreDestroy
  void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
