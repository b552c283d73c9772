package ai.agentcache.health;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.resilience.BreakerRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Looks at the stores in the background, so that asking for the health costs nothing. */
@Singleton
@Startup
public final class HealthMonitor {

  private final Vertx vertx;
  private final RedisGateway redis;
  private final PingStore postgres;
  private final BreakerRegistry breakers;
  private final long timer;
  private volatile boolean serving = true;

  HealthMonitor(
      Vertx vertx,
      RedisGateway redis,
      PingStore postgres,
      BreakerRegistry breakers,
      HealthConfig config) {
    this.vertx = vertx;
    this.redis = redis;
    this.postgres = postgres;
    this.breakers = breakers;
    this.timer = vertx.setPeriodic(1, config.interval().toMillis(), id -> postgres.ping());
  }

  /** How the service is, as of the last look. */
  Health health() {
    return new Health(
        serving, redis.reachable(), postgres.reachable(), providers(), redis.latencyNanos());
  }

  private Status providers() {
    int open = breakers.open();
    if (open == 0) {
      return Status.HEALTHY;
    }
    return open < breakers.size() ? Status.DEGRADED : Status.UNHEALTHY;
  }

  /** Whether requests should still be sent here. */
  boolean isServing() {
    return serving;
  }

  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    serving = false;
  }

  void stop(@Observes ShutdownEvent event) {
    serving = false;
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
