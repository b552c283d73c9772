package ai.agentcache.agent.progress;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** Forgets from time to time what was applied long ago. */
@Singleton
@Startup
final class Forgetting {

  private static final long PERIOD_MILLIS = 10_000;

  private final BatchStore store;
  private final Vertx vertx;
  private final long timer;

  Forgetting(BatchStore store, Vertx vertx) {
    this.store = store;
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(PERIOD_MILLIS, id -> forget());
  }

  private void forget() {
    store
        .forget()
        .subscribe()
        .with(
            count -> Log.debugf("%d old rows of progress are gone", count),
            failure -> Log.debugf("old rows of progress stay: %s", failure));
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
