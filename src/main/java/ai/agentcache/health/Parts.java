package ai.agentcache.health;

import ai.agentcache.health.Check.Look;
import ai.agentcache.redis.RedisGateway;
import ai.agentcache.resilience.BreakerRegistry;
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
  static Check redis(RedisGateway redis) {
    return new Part(
        RedisGateway.NAME,
        () -> store(redis.reachable(), redis.latencyNanos(), "limits are kept by this replica"));
  }

  @Produces
  @Singleton
  static Check postgres(PingStore postgres) {
    return new Part(
        "postgres",
        () -> store(postgres.reachable(), postgres.latencyNanos(), "what is known is served"));
  }

  private static Look store(boolean reachable, long nanos, String meanwhile) {
    if (!reachable) {
      return new Look(Status.UNHEALTHY, "does not answer; " + meanwhile);
    }
    double millis = nanos / 1e6;
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
