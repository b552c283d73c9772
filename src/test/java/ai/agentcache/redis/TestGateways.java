package ai.agentcache.redis;

import ai.agentcache.time.SystemClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Gateways for tests outside of the running service. */
public final class TestGateways {

  private TestGateways() {}

  /** A gateway with the usual settings; its owner closes the Vert.x instance in the end. */
  public static RedisGateway open(Vertx vertx, String address) {
    RedisConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(RedisConfig.class)
            .withDefaultValue("agentcache.redis.hosts", address)
            .build()
            .getConfigMapping(RedisConfig.class);
    return new RedisGateway(vertx, new SystemClock(), config);
  }
}
