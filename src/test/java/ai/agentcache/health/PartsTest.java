package ai.agentcache.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.health.alert.AlertConfig;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.TestGateways;
import ai.agentcache.time.ManualClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is said of a store at a start that takes its time. */
class PartsTest {

  private static final AlertConfig CONFIG =
      new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .withConverter(Duration.class, 100, new DurationConverter())
          .withMapping(AlertConfig.class)
          .build()
          .getConfigMapping(AlertConfig.class);

  @Test
  void redis_notReachedYet_isNotAwayUntilItHasHadItsTime() {
    Vertx vertx = Vertx.vertx();
    RedisGateway nobody = TestGateways.open(vertx, "redis://127.0.0.1:1");
    try {
      ManualClock clock = new ManualClock();
      Check redis = Parts.redis(nobody, clock, CONFIG);
      assertEquals(new Check.Look(Status.DEGRADED, "has not answered yet"), redis.look());
      clock.advance(CONFIG.startPatience());
      assertEquals(Status.UNHEALTHY, redis.look().status());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
