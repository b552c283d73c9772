package ai.agentcache.upload.edge;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What happens to edges from time to time: they are read, written, summed up. */
@Singleton
@Startup
final class EdgeSchedule {

  private static final Logger LOG = Logger.getLogger(EdgeSchedule.class);

  /** Between attempts to read the edges for the first time. */
  private static final Duration FIRST = Duration.ofMillis(250);

  private final Vertx vertx;
  private final List<Long> timers;

  EdgeSchedule(Vertx vertx, Edges edges, Upkeep upkeep, EdgeConfig config) {
    this.vertx = vertx;
    this.timers =
        List.of(
            every(FIRST, () -> edges.isLoaded() ? Uni.createFrom().voidItem() : edges.refresh()),
            every(config.refresh(), edges::refresh),
            every(config.flush(), edges::flush),
            every(config.upkeep(), upkeep::run));
  }

  private long every(Duration period, Supplier<Uni<? extends Void>> task) {
    return vertx.setPeriodic(
        period.toMillis(),
        timer ->
            Uni.createFrom()
                .deferred(task)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("later again: %s", failure.getMessage())));
  }

  @PreDestroy
  void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
