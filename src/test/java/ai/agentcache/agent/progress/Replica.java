package ai.agentcache.agent.progress;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.TestGateways;
import ai.agentcache.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Map;

/**
 * What of a replica sees to progress, on a Redis of the test.
 *
 * @param stream the updates that wait
 * @param postgres what applies them
 * @param metrics what it counts
 * @param config its settings
 */
record Replica(
    Vertx vertx,
    RedisGateway redis,
    ProgressStreamStore stream,
    ApplyingStore postgres,
    Event<ProgressApplied> events,
    SimpleMeterRegistry metrics,
    ProgressConfig config) {

  static Replica on(
      Vertx vertx,
      String redis,
      PostgresGateway postgres,
      Event<ProgressApplied> events,
      Map<String, String> settings) {
    RedisGateway gateway = TestGateways.open(vertx, redis);
    ProgressConfig config = config(settings);
    ProgressRules rules = new ProgressRules(config);
    return new Replica(
        vertx,
        gateway,
        new ProgressStreamStore(gateway, config),
        new ApplyingStore(postgres, new ProgressRowStore(), rules, new SystemClock(), config),
        events,
        new SimpleMeterRegistry(),
        config);
  }

  /** Begins to look for updates. */
  ProgressConsumer consumer() {
    Membership membership = new Membership(new MemberStore(redis), new SystemClock(), config);
    ProgressWriter writer = new ProgressWriter(postgres, stream, redis, events, metrics);
    return new ProgressConsumer(
        stream, membership, writer, redis, vertx, new SystemClock(), config, metrics);
  }

  private static ProgressConfig config(Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withMapping(ProgressConfig.class);
    settings.forEach(
        (name, value) -> builder.withDefaultValue("agentcache.agent.progress." + name, value));
    return builder.build().getConfigMapping(ProgressConfig.class);
  }
}
