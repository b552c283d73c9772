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
    return new RedisGateway(vertx, new SystemClock(), config(address));
  }

  /** Key tracking beside a gateway, with the usual settings. */
  public static KeyTracking tracking(Vertx vertx, RedisGateway gateway, String address) {
    return new KeyTracking(vertx, new SystemClock(), gateway, config(address));
  }

  /** Ends what they have begun, before their Vert.x instance is closed. */
  public static void close(RedisGateway gateway, KeyTracking tracking) {
    tracking.close();
    gateway.close();
  }

  private static RedisConfig config(String address) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(RedisConfig.class)
        .withDefaultValue("agentcache.redis.hosts", address)
        .build()
        .getConfigMapping(RedisConfig.class);
  }
}
