package ai.agentcache.webhook;

import ai.agentcache.time.Clock;
import ai.agentcache.webhook.CourierStore.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What is counted of deliveries; what waits is looked up now and then. */
@Singleton
@Startup
final class CourierMetrics {

  private static final long LOOK_MILLIS = 15_000;

  private final MeterRegistry registry;
  private final Vertx vertx;
  private final long timer;
  private volatile Waiting waiting = new Waiting(0, 0);

  CourierMetrics(MeterRegistry registry, CourierStore store, Clock clock, Vertx vertx) {
    this.registry = registry;
    this.vertx = vertx;
    for (Verdict.Result result : Verdict.Result.values()) {
      registry.counter("agentcache.webhook.deliveries", "result", label(result));
    }
    registry.counter("agentcache.webhook.disabled");
    Gauge.builder("agentcache.webhook.pending", this, metrics -> metrics.waiting.count())
        .description("Deliveries that wait, of all replicas")
        .register(registry);
    Gauge.builder("agentcache.webhook.lag", this, metrics -> metrics.waiting.seconds())
        .description("How long the oldest of them has waited, seconds")
        .register(registry);
    this.timer =
        vertx.setPeriodic(
            LOOK_MILLIS,
            id ->
                store
                    .waiting(clock.instant())
                    .subscribe()
                    .with(found -> waiting = found, failure -> {}));
  }

  private static String label(Verdict.Result result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  /** A try was made. */
  void tried(Verdict.Result result) {
    registry.counter("agentcache.webhook.deliveries", "result", label(result)).increment();
  }

  /** An endpoint was switched off. */
  void switchedOff() {
    registry.counter("agentcache.webhook.disabled").increment();
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
