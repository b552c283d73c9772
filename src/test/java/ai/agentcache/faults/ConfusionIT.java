package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients that hang up and a Redis that stalls, breaks off and resets, for a minute: nobody may
 * ever get an answer that was meant for another. The near cache is off, so that every answer
 * travels.
 */
@ExtendWith(Rig.class)
class ConfusionIT {

  private static final Duration LASTING = Duration.ofSeconds(60);
  private static final double ABORTS = 0.05;
  private static final int ANSWERS = 100_000;

  private final Stores stores;
  private final SplittableRandom random = new SplittableRandom(7);

  ConfusionIT(Stores stores) {
    this.stores = stores;
  }

  @Test
  void abortsAndTimeouts_forAMinute_notOneWrongAnswer() {
    try (ProxiedService service =
        ProxiedService.start(stores, Map.of("AGENTCACHE_CACHE_NEAR_MAX_BYTES", "0"))) {
      Entries entries = new Entries("confusion", service.newKey("confusion"), 5000);
      entries.storedIn(service);
      Load load = Load.on(service.port(), LASTING).perSecond(2500);
      CompletableFuture<LoadReport> running = load.start(impatient(entries.mixed(0.2)));
      while (!running.isDone()) {
        disturb(service.redis());
      }
      LoadReport report = running.join();
      Findings.note("aborts and timeouts", report);
      long answered = report.count() - report.count(Outcome.ABORTED) - report.count(Outcome.BROKEN);
      assertAll(
          () -> assertEquals(0, report.count(Outcome.WRONG), report::toString),
          () -> assertEquals(0, report.count(Outcome.BROKEN), report::toString),
          () -> assertTrue(answered >= ANSWERS, report::toString),
          () -> assertTrue(report.count(Outcome.HIT) >= ANSWERS / 3, report::toString),
          () -> assertTrue(report.count(Outcome.ABORTED) >= ANSWERS / 1000, report::toString),
          () -> assertTrue(report.count(Outcome.DEGRADED) > 0, report::toString));
    }
  }

  /** Some clients give up within the time that an answer usually takes. */
  private static Supplier<Exchange> impatient(Supplier<Exchange> work) {
    SplittableRandom random = new SplittableRandom(11);
    return () -> {
      Exchange exchange = work.get();
      return random.nextDouble() < ABORTS
          ? exchange.abortedAfter(Duration.ofNanos(random.nextInt(3_000_000)))
          : exchange;
    };
  }

  private void disturb(FaultProxy redis) {
    switch (random.nextInt(5)) {
      case 0 -> redis.freeze();
      case 1 -> redis.reset();
      case 2 -> redis.delay(Duration.ofMillis(260));
      case 3 -> redis.cutAfter(random.nextInt(5000));
      default -> redis.silence();
    }
    Pause.of(Duration.ofMillis(100 + random.nextInt(300)));
    redis.pass();
    Pause.of(Duration.ofMillis(800));
  }
}
