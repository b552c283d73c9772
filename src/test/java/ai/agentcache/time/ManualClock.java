package ai.agentcache.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock whose hands the test turns. Begins at an ordinary moment of 2026 unless told another. */
public final class ManualClock implements Clock {

  private final AtomicLong micros;

  public ManualClock() {
    this(Instant.ofEpochSecond(1_790_000_000L, 250_000_000));
  }

  public ManualClock(Instant start) {
    this.micros = new AtomicLong(start.getEpochSecond() * 1_000_000 + start.getNano() / 1_000);
  }

  public static ManualClock at(String instant) {
    return new ManualClock(Instant.parse(instant));
  }

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
