package ai.agentcache.agent.token;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** Asks for revoked tokens at the start and from then on again and again. */
@Singleton
@Startup
final class TokenSchedule {

  private final Vertx vertx;
  private final Revocations revocations;
  private final long timer;

  TokenSchedule(Vertx vertx, Revocations revocations, TokenConfig config) {
    this.vertx = vertx;
    this.revocations = revocations;
    timer = vertx.setPeriodic(1, config.revocationRefresh().toMillis(), id -> refresh());
  }

  private void refresh() {
    revocations.refresh().subscribe().with(done -> {}, failure -> {});
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
