package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.Alone;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis answers, but is out of memory or has forgotten. */
@Alone
@ExtendWith(Rig.class)
class RedisRefusalsIT {

  private static final Duration LASTING = Duration.ofSeconds(4);

  private final RedisProcess redis;
  private final ProxiedService service;
  private final Entries entries;

  RedisRefusalsIT(Stores stores, ProxiedService service) {
    this.redis = stores.redis();
    this.service = service;
    this.entries = new Entries("refusals", service.newKey("refusals"), 500);
  }

  @BeforeEach
  void store() {
    entries.storedIn(service);
  }

  @AfterEach
  void heal() {
    assertEquals("+OK", redis.command("CONFIG SET maxmemory 0"));
    entries.storedIn(service);
  }

  @Test
  void outOfMemory_getsAndSets_getsStillHitAndNothingFails() {
    assertEquals("+OK", redis.command("CONFIG SET maxmemory-policy noeviction"));
    assertEquals("+OK", redis.command("CONFIG SET maxmemory 1mb"));
    LoadReport gets = load().perSecond(1000).run(entries.gets());
    LoadReport sets = load().perSecond(1000).run(entries.mixed(1));
    assertEquals("+OK", redis.command("CONFIG SET maxmemory 0"));
    Findings.note("Redis out of memory, gets", gets);
    Findings.note("Redis out of memory, sets", sets);
    assertAll(
        () -> assertEquals(gets.count(), gets.count(Outcome.HIT), gets::toString),
        () -> assertEquals(sets.count(), sets.count(Outcome.DEGRADED), sets::toString));
  }

  @Test
  void flushAll_underLoad_nothingFailsAndNothingOldIsAnsweredASecondLater() {
    CompletableFuture<LoadReport> running = load().start(entries.gets());
    Pause.of(Duration.ofSeconds(1));
    long flushed = System.nanoTime();
    assertEquals("+OK", redis.command("FLUSHALL"));
    LoadReport report = running.join();

    LoadReport before = report.endedBefore(flushed);
    LoadReport after = report.between(flushed + 1_000_000_000, flushed + LASTING.toNanos());
    Findings.note("FLUSHALL", report);
    assertAll(
        () -> assertEquals(before.count(), before.count(Outcome.HIT), before::toString),
        () -> assertEquals(after.count(), after.count(Outcome.OTHER), after::toString),
        () -> assertEquals(0, report.count(Outcome.WRONG), report::toString),
        () -> assertEquals(0, report.count(Outcome.BROKEN), report::toString));
  }

  @Test
  void scriptFlush_repeatedUnderLoad_nobodySeesIt() {
    CompletableFuture<LoadReport> running = load().start(entries.mixed(0.3));
    for (int i = 0; i < 30; i++) {
      assertEquals("+OK", redis.command("SCRIPT FLUSH"));
      Pause.of(Duration.ofMillis(100));
    }
    LoadReport report = running.join();
    Findings.note("SCRIPT FLUSH", report);
    long good = report.count(Outcome.HIT) + report.count(Outcome.OTHER);
    assertAll(
        () -> assertEquals(report.count(), good, report::toString),
        () -> assertTrue(report.count(Outcome.HIT) > report.count() / 2, report::toString),
        () -> assertFalse(service.service().output().contains("NOSCRIPT")));
  }

  private Load load() {
    return Load.on(service.port(), LASTING);
  }
}
