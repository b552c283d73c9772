package ai.agentcache.architecture.violations.cache;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Asks the machine for the time in every way. */
final class LooksAtWatch {
  Instant instant() {
    return Instant.now();
  }

  LocalDate date() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  long millis() {
    return System.currentTimeMillis();
  }

  long nanos() {
    return System.nanoTime();
  }

  LongSupplier reference() {
    return System::nanoTime;
  }

  LongSupplier lambda() {
    return () -> System.nanoTime() + 1;
  }
}
