package ai.agentcache.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock whose hands the test turns. Begins at an ordinary moment of 2026. */
public final class ManualClock implements Clock {

  private final AtomicLong micros = new AtomicLong(1_790_000_000_250_000L);

  /** Lets time pass. */
  public void advance(Duration duration) {
    micros.addAndGet(duration.toNanos() / 1_000);
  }

  @Override
  public long epochMicros() {
    return micros.get();
  }

  @Override
  public long nanos() {
    return micros.get() * 1_000;
  }
}
