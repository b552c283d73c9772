package ai.agentcache.agent.progress;

import ai.agentcache.health.Signals;
import ai.agentcache.health.alert.AlertConfig;
import ai.agentcache.redis.RedisGateway;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Looks what lies aside, whoever has put it there, and has it alarmed about. */
@Singleton
@Startup
final class DeadLetterWatch {

  private static final long FIRST_LOOK_MILLIS = 500;

  private final ProgressStreamStore store;
  private final RedisGateway redis;
  private final Signals signals;
  private final Vertx vertx;
  private final long timer;

  DeadLetterWatch(
      ProgressStreamStore store,
      RedisGateway redis,
      Signals signals,
      Vertx vertx,
      AlertConfig config) {
    this.store = store;
    this.redis = redis;
    this.signals = signals;
    this.vertx = vertx;
    long millis = config.interval().toMillis();
    this.timer =
        vertx.setPeriodic(
            Math.min(FIRST_LOOK_MILLIS, millis),
            millis,
            id ->
                look()
                    .subscribe()
                    .with(
                        seen -> {},
                        away -> Log.debugf("dead letters cannot be counted: %s", away)));
  }

  /** Looks once; while Redis is away what is known stays as it is. */
  Uni<Void> look() {
    return store.deadLetters().invoke(this::tell).replaceWithVoid();
  }

  private void tell(DeadLetters letters) {
    long now = redis.epochMicros() / 1_000;
    long age = Math.max(0, now - letters.newestMillis());
    signals.deadLetters(letters.count(), Duration.ofMillis(age));
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
