package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.Alone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis dies, freezes or falls silent under 64 connections of load. */
@Alone
@ExtendWith(Rig.class)
class RedisFaultsIT {

  private static final Duration WARM = Duration.ofSeconds(1);
  private static final double SETS = 0.1;

  private final ProxiedService service;
  private final Entries entries;

  RedisFaultsIT(ProxiedService service) {
    this.service = service;
    this.entries = new Entries("redis faults", service.newKey("redis-faults"), 1000);
  }

  @BeforeEach
  void store() {
    entries.storedIn(service);
  }

  @AfterEach
  void heal() {
    service.heal(entries);
  }

  @Test
  void kill_tenSecondsUnderLoad_answersQuicklyWithoutErrorsAndHitsSoonAfter() {
    Load load = Load.on(service.port(), Duration.ofSeconds(15));
    CompletableFuture<LoadReport> running = load.start(entries.mixed(SETS));
    Pause.of(WARM);
    long killed = System.nanoTime();
    service.killRedis();
    Pause.of(Duration.ofSeconds(10));
    long back = service.reviveRedis();
    LoadReport report = running.join();

    LoadReport atFirst = report.between(killed, killed + Duration.ofSeconds(2).toNanos());
    LoadReport later = report.between(killed + Duration.ofSeconds(2).toNanos(), back);
    double untilHit = report.millisUntil(Outcome.HIT, back);
    Findings.note("Redis killed, first 2 s", atFirst);
    Findings.note("Redis killed, then", later);
    Findings.note("Redis killed, first hit after its return", untilHit);
    assertAll(
        () -> assertFaultless(report),
        () -> assertEquals(0, later.endedBefore(back).count(Outcome.HIT), later::toString),
        () -> assertTrue(atFirst.percentile(0.99) <= 300, atFirst::toString),
        () -> assertTrue(later.percentile(0.99) <= 25, later::toString),
        () -> assertTrue(untilHit <= 2000, () -> untilHit + " ms"));
  }

  @Test
  void freeze_twentySecondsUnderLoad_noAnswerIsSlowAndProbesStayUp() {
    Load load = Load.on(service.port(), Duration.ofSeconds(24));
    CompletableFuture<LoadReport> running = load.start(entries.mixed(SETS));
    Pause.of(WARM);
    service.redis().freeze();
    List<Integer> probes = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      probes.add(service.service().get("/q/health/live").statusCode());
      probes.add(service.service().get("/q/health/ready").statusCode());
      Pause.of(Duration.ofSeconds(1));
    }
    service.redis().pass();
    long back = System.nanoTime();
    LoadReport report = running.join();

    double untilHit = report.millisUntil(Outcome.HIT, back);
    Findings.note("Redis frozen for 20 s", report);
    Findings.note("Redis frozen, first hit after its return", untilHit);
    assertAll(
        () -> assertFaultless(report),
        () -> assertTrue(report.max() <= 500, report::toString),
        () -> assertTrue(probes.stream().allMatch(status -> status == 200), probes::toString),
        () -> assertTrue(untilHit <= 2000, () -> untilHit + " ms"));
  }

  @Test
  void silence_allSockets_hitsAgainWithinFiveSeconds() {
    Load load = Load.on(service.port(), Duration.ofSeconds(7));
    CompletableFuture<LoadReport> running = load.start(entries.mixed(SETS));
    Pause.of(WARM);
    long silenced = System.nanoTime();
    int sockets = service.redis().silence();
    LoadReport report = running.join();

    LoadReport after = report.between(silenced + 100_000_000, Long.MAX_VALUE);
    double untilRedis = report.millisUntil(Outcome.OTHER, silenced + 100_000_000);
    double untilHit = after.millisUntil(Outcome.HIT, silenced + 1_000_000_000);
    Findings.note("Redis silent (" + sockets + " sockets)", report);
    Findings.note("Redis silent, first set after it", untilRedis);
    assertAll(
        () -> assertTrue(sockets > 0),
        () -> assertFaultless(report),
        () -> assertTrue(untilRedis <= 5000, () -> untilRedis + " ms"),
        () -> assertTrue(untilHit <= 4000, () -> untilHit + " ms after one second"));
  }

  private static void assertFaultless(LoadReport report) {
    assertEquals(0, report.serverErrors(), report::toString);
    assertEquals(0, report.count(Outcome.BROKEN), report::toString);
    assertEquals(0, report.count(Outcome.WRONG), report::toString);
  }
}
