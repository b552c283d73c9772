package ai.agentcache.time;

import jakarta.inject.Singleton;
import java.time.Instant;

/** The clock of the machine. */
@Singleton
public final class SystemClock implements Clock {

  @Override
  public long epochMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
