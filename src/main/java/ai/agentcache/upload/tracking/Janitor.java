package ai.agentcache.upload.tracking;

import ai.agentcache.time.Clock;
import ai.agentcache.upload.chunk.Sessions;
import ai.agentcache.upload.chunk.Written;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives up sessions that were abandoned, from time to time, one replica at a time. */
@Singleton
@Startup
final class Janitor {

  private final TransitionStore transitions;
  private final PrewarmStore predictions;
  private final Sessions live;
  private final Clock clock;
  private final Vertx vertx;
  private final long timer;

  Janitor(
      TransitionStore transitions,
      PrewarmStore predictions,
      Sessions live,
      Clock clock,
      Vertx vertx,
      TrackingConfig config) {
    this.transitions = transitions;
    this.predictions = predictions;
    this.live = live;
    this.clock = clock;
    this.vertx = vertx;
    this.timer =
        vertx.setPeriodic(
            config.janitor().toMillis(),
            id ->
                sweep()
                    .subscribe()
                    .with(
                        count -> {}, failure -> Log.debugf("abandoned uploads wait: %s", failure)));
  }

  /** Gives up what was abandoned, and says how many sessions that were. */
  Uni<Integer> sweep() {
    return transitions
        .expire(clock.instant())
        .call(this::tell)
        .call(() -> predictions.forget(clock.instant()))
        .map(List::size);
  }

  private Uni<Void> tell(List<TransitionStore.Expired> expired) {
    Uni<Void> told = Uni.createFrom().voidItem();
    String state = new UploadState.Expired().label();
    for (TransitionStore.Expired session : expired) {
      told =
          told.chain(() -> live.moved(session.sessionId(), new Written(state, session.totals())));
    }
    return told;
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
