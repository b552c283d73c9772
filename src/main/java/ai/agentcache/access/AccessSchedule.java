package ai.agentcache.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What happens from time to time: keys in memory are compared, audit events written. */
@Singleton
@Startup
final class AccessSchedule {

  private static final Duration AUDIT_PERIOD = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final AuditLog audit;
  private final List<Long> timers;

  AccessSchedule(Vertx vertx, KeyRing ring, AuditLog audit, AccessConfig config) {
    this.vertx = vertx;
    this.audit = audit;
    timers =
        List.of(every(config.keys().refresh(), ring::refresh), every(AUDIT_PERIOD, audit::flush));
  }

  private long every(Duration period, Supplier<Uni<Void>> task) {
    return vertx.setPeriodic(
        period.toMillis(), timer -> task.get().subscribe().with(done -> {}, failure -> {}));
  }

  /** What is waiting is sent off while the store is still there. */
  void stopping(@Observes ShutdownEvent event) {
    audit.flush().subscribe().with(done -> {}, failure -> {});
  }

  @PreDestroy
  void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
