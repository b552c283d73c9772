package ai.agentcache.time;

import java.time.Instant;

/** The only source of now; tests turn the hands themselves. */
public interface Clock {

  /** Microseconds since the epoch, UTC. */
  long epochMicros();

  /** Nanoseconds of a clock that never goes back; only differences have a meaning. */
  long nanos();

  /** Milliseconds since the epoch, UTC. */
  default long epochMillis() {
    return epochMicros() / 1_000;
  }

  /** Seconds since the epoch, UTC. */
  default long epochSeconds() {
    return epochMicros() / 1_000_000;
  }

  /** Now, to the microsecond. */
  default Instant instant() {
    long micros = epochMicros();
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
  }
}
