package ai.agentcache.health;

import ai.agentcache.time.Clock;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How late the event loops are with what is due: something that blocks one shows here. */
@Singleton
@Startup
final class LoopDelay {

  private static final long PERIOD_NANOS = 100_000_000L;

  private final Clock clock;
  private final AtomicLong worst = new AtomicLong();
  private final List<ScheduledFuture<?>> beats = new ArrayList<>();

  LoopDelay(Vertx vertx, Clock clock) {
    this.clock = clock;
    for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
      beats.add(
          loop.scheduleWithFixedDelay(
              new Beat(clock.nanos()), PERIOD_NANOS, PERIOD_NANOS, TimeUnit.NANOSECONDS));
    }
  }

  private final class Beat implements Runnable {
    private long before;

    Beat(long before) {
      this.before = before;
    }

    @Override
    public void run() {
      long now = clock.nanos();
      worst.accumulateAndGet(now - before - PERIOD_NANOS, Math::max);
      before = now;
    }
  }

  /** The longest delay since this was asked last, ms. */
  double takeWorstMillis() {
    return Math.max(0, worst.getAndSet(0)) / 1e6;
  }

  @PreDestroy
  void close() {
    beats.forEach(beat -> beat.cancel(false));
  }
}
