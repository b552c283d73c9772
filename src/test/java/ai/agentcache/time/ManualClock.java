package ai.agentcache.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock whose hands the test turns. */
public final class ManualClock implements Clock {

  private final AtomicLong epochMicros;
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

  /** Begins at an ordinary moment of 2026. */
  public ManualClock() {
    this(Instant.ofEpochMilli(1_790_000_000_250L));
  }

  public ManualClock(Instant start) {
    this.epochMicros = new AtomicLong(start.getEpochSecond() * 1_000_000 + start.getNano() / 1_000);
  }

  public static ManualClock at(String instant) {
    return new ManualClock(Instant.parse(instant));
  }

  public ManualClock advance(Duration duration) {
    epochMicros.addAndGet(duration.toNanos() / 1_000);
    nanos.addAndGet(duration.toNanos());
    return this;
  }

  @Override
  public long epochMicros() {
    return epochMicros.get();
  }

  @Override
  public long nanos() {
    return nanos.get();
  }
}
