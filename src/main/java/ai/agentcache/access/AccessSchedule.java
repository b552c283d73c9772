package ai.agentcache.access;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happens from time to time: keys and widget tokens in memory are compared, audit events and
 * what was spent are written, limits settled.
 */
@Singleton
@Startup
final class AccessSchedule {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final List<Long> timers;

  AccessSchedule(
      Vertx vertx,
      KeyRing ring,
      AuditLog audit,
      Limiter limiter,
      Budgets budgets,
      WidgetTokens widgets,
      AccessConfig config) {
    this.vertx = vertx;
    timers =
        List.of(
            every(config.keys().refresh(), ring::refresh),
            every(config.keys().refresh(), widgets::refresh),
            every(SECOND, audit::flush),
            vertx.setPeriodic(
                SECOND.toMillis(),
                timer -> {
                  budgets.tick();
                  limiter.sweep();
                }));
  }

  private long every(Duration period, Supplier<Uni<Void>> task) {
    return vertx.setPeriodic(
        period.toMillis(), timer -> task.get().subscribe().with(done -> {}, failure -> {}));
  }

  @PreDestroy
  void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
