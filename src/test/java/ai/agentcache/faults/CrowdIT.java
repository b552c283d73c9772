package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.Alone;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many clients at once, each as fast as it can. */
@Alone
@ExtendWith(Rig.class)
class CrowdIT {

  private final ProxiedService service;
  private final Entries entries;

  CrowdIT(ProxiedService service) {
    this.service = service;
    this.entries = new Entries("crowd", service.newKey("crowd"), 1000).storedIn(service);
  }

  @Test
  void crowd_256ConnectionsAtOnce_noErrors() {
    LoadReport report =
        Load.on(service.port(), Duration.ofSeconds(5))
            .connections(256)
            .perSecond(Double.POSITIVE_INFINITY)
            .run(entries.mixed(0.2));
    Findings.note("256 connections", report);
    assertAll(
        () -> assertEquals(0, report.serverErrors(), report::toString),
        () -> assertEquals(0, report.count(Outcome.BROKEN), report::toString),
        () -> assertEquals(0, report.count(Outcome.WRONG), report::toString),
        () -> assertTrue(report.count(Outcome.DEGRADED) <= report.count() / 100, report::toString));
  }
}
