package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.Alone;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Postgres is gone or hangs: who is known works on, who administers is told at once. */
@Alone
@ExtendWith(Rig.class)
class PostgresFaultsIT {

  private static final int WRITE_LIMIT_MILLIS = 600;

  private final ProxiedService service;
  private final Entries entries;

  PostgresFaultsIT(ProxiedService service) {
    this.service = service;
    this.entries =
        new Entries("postgres faults", service.newKey("postgres-faults"), 200).storedIn(service);
  }

  @AfterEach
  void heal() {
    service.heal(entries);
    Pause.until(() -> service.mint("postgres-faults").statusCode() == 201, Duration.ofSeconds(10));
  }

  @Test
  void refused_knownKeysHit_andAdminWritesAre503InTime() {
    service.postgres().refuse();
    assertKnownKeysWorkAndWritesAreRefused("Postgres refuses");
  }

  @Test
  void frozen_knownKeysHit_andAdminWritesAre503InTime() {
    service.postgres().freeze();
    assertKnownKeysWorkAndWritesAreRefused("Postgres frozen");
  }

  private void assertKnownKeysWorkAndWritesAreRefused(String what) {
    CompletableFuture<LoadReport> running =
        Load.on(service.port(), Duration.ofSeconds(4)).perSecond(1000).start(entries.gets());
    for (int i = 0; i < 5; i++) {
      assertWriteIsRefusedInTime(what);
    }
    LoadReport report = running.join();
    Findings.note(what, report);
    assertAll(
        () -> assertEquals(report.count(), report.count(Outcome.HIT), report::toString),
        () -> assertEquals(200, service.service().get("/q/health/ready").statusCode()),
        () -> assertEquals(200, service.service().get("/api/health").statusCode()));
  }

  private void assertWriteIsRefusedInTime(String what) {
    long start = System.nanoTime();
    HttpResponse<String> answer = service.mint("postgres-faults");
    double millis = (System.nanoTime() - start) / 1e6;
    Findings.note(what + ", admin write refused after", millis);
    assertEquals(503, answer.statusCode(), answer::body);
    assertTrue(millis <= WRITE_LIMIT_MILLIS, () -> millis + " ms");
  }
}
