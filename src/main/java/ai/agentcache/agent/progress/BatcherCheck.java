package ai.agentcache.agent.progress;

import ai.agentcache.health.Check;
import ai.agentcache.health.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** Whether progress gets to Postgres in time. */
@Singleton
final class BatcherCheck implements Check {

  private static final int LATE = 2;
  private static final int VERY_LATE = 12;

  private final ProgressConsumer consumer;
  private final Duration age;

  BatcherCheck(ProgressConsumer consumer, ProgressConfig config) {
    this.consumer = consumer;
    this.age = config.batchAge();
  }

  @Override
  public String name() {
    return "batcher";
  }

  @Override
  public Look look() {
    Duration lag = consumer.lag();
    return new Look(
        status(lag, age),
        String.format(
            Locale.ROOT,
            "%d updates held, the oldest batch opened %.1f s ago",
            consumer.held(),
            lag.toMillis() / 1e3));
  }

  /** A batch is written when it is so old, so its age says nothing yet; several times that does. */
  static Status status(Duration lag, Duration age) {
    if (lag.compareTo(age.multipliedBy(VERY_LATE)) > 0) {
      return Status.UNHEALTHY;
    }
    return lag.compareTo(age.multipliedBy(LATE)) > 0 ? Status.DEGRADED : Status.HEALTHY;
  }
}
