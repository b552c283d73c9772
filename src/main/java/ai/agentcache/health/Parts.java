package ai.agentcache.health;

import ai.agentcache.health.Check.Look;
import ai.agentcache.health.alert.AlertConfig;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.resilience.BreakerRegistry;
import ai.agentcache.time.Clock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The parts that every replica has. */
@Singleton
final class Parts {

  private static final double FULL_HEAP = 0.85;
  private static final double LATE_MILLIS = 100;
  private static final double SLOW_MILLIS = 100;

  /** A part by its name. */
  private record Part(String name, Supplier<Look> eyes) implements Check {
    @Override
    public Look look() {
      return eyes.get();
    }
  }

  @Produces
  @Singleton
  static Check redis(RedisGateway redis, Clock clock, AlertConfig config) {
    Presence presence = new Presence(clock.nanos(), config.startPatience());
    return new Part(
        RedisGateway.NAME,
        () ->
            store(
                presence.seen(redis.reachable(), clock.nanos()),
                redis.latencyNanos(),
                "limits are kept by this replica"));
  }

  @Produces
  @Singleton
  static Check postgres(PingStore postgres, Clock clock, AlertConfig config) {
    Presence presence = new Presence(clock.nanos(), config.startPatience());
    return new Part(
        "postgres",
        () ->
            store(
                presence.seen(postgres.reachable(), clock.nanos()),
                postgres.latencyNanos(),
                "what is known is served"));
  }

  private static Look store(Presence.State state, long nanos, String meanwhile) {
    return switch (state) {
      case AWAITED -> new Look(Status.DEGRADED, "has not answered yet");
      case AWAY -> new Look(Status.UNHEALTHY, "does not answer; " + meanwhile);
      case THERE -> answered(nanos / 1e6);
    };
  }

  private static Look answered(double millis) {
    return new Look(
        millis > SLOW_MILLIS ? Status.DEGRADED : Status.HEALTHY,
        String.format(Locale.ROOT, "answered in %.1f ms", millis));
  }

  @Produces
  @Singleton
  static Check breakers(BreakerRegistry breakers) {
    return new Part(
        "breakers",
        () -> {
          List<String> open = breakers.openNames();
          if (open.isEmpty()) {
            return new Look(Status.HEALTHY, breakers.size() + " closed");
          }
          return new Look(
              open.size() < breakers.size() ? Status.DEGRADED : Status.UNHEALTHY,
              "open: " + String.join(", ", open));
        });
  }

  @Produces
  @Singleton
  static Check memory() {
    return new Part(
        "memory",
        () -> {
          double used = Heap.used();
          return new Look(
              used > FULL_HEAP ? Status.DEGRADED : Status.HEALTHY,
              String.format(Locale.ROOT, "%.0f %% of the heap in use", 100 * used));
        });
  }

  @Produces
  @Singleton
  static Check eventLoop(LoopDelay delay) {
    return new Part(
        "event-loop",
        () -> {
          double late = delay.takeWorstMillis();
          return new Look(
              late > LATE_MILLIS ? Status.DEGRADED : Status.HEALTHY,
              String.format(Locale.ROOT, "at most %.1f ms late", late));
        });
  }
}
