package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The service starts before its stores do. */
@ExtendWith(Rig.class)
class StartWithoutStoresIT {

  private static final String DEMO = "ac_demo_test123";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Stores stores;

  StartWithoutStoresIT(Stores stores) {
    this.stores = stores;
  }

  @Test
  void start_withBothStoresDown_comesUpDegradesAndHealsWithoutRestart() {
    try (ProxiedService service = ProxiedService.startCutOff(stores)) {
      Entries entries = new Entries("early", DEMO, 1);
      assertDegraded(service, entries);

      service.redis().pass();
      service.postgres().pass();
      long back = System.nanoTime();
      Pause.until(() -> answers(service, entries.set(0), Outcome.OTHER), LIMIT);
      Pause.until(() -> entries.hits(service, 0), LIMIT);
      Findings.note("start without stores, first hit", (System.nanoTime() - back) / 1e6);
      Pause.until(() -> mints(service), LIMIT);
      Pause.until(() -> health(service).contains("\"status\":\"healthy\""), LIMIT);
      Findings.note("start without stores, healthy", (System.nanoTime() - back) / 1e6);
      assertTrue(service.service().alive());
    }
  }

  private static void assertDegraded(ProxiedService service, Entries entries) {
    assertTrue(answers(service, entries.get(0), Outcome.DEGRADED));
    assertTrue(answers(service, entries.set(0), Outcome.DEGRADED));
    assertEquals(200, service.service().get("/q/health/live").statusCode());
    assertEquals(200, service.service().get("/q/health/ready").statusCode());
    assertEquals(503, service.mint("early").statusCode());
    assertTrue(health(service).contains("\"status\":\"degraded\""), () -> health(service));
  }

  /** Until it can, it says that it cannot; a schema that is not there yet is no other case. */
  private static boolean mints(ProxiedService service) {
    HttpResponse<String> answer = service.mint("early");
    assertTrue(Set.of(201, 503).contains(answer.statusCode()), answer::body);
    return answer.statusCode() == 201;
  }

  private static String health(ProxiedService service) {
    HttpResponse<String> answer = service.service().get("/api/health");
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  private static boolean answers(ProxiedService service, Exchange exchange, Outcome expected) {
    LoadReport report =
        Load.on(service.port(), Duration.ofSeconds(1)).perSecond(1).run(() -> exchange);
    return report.count() == 1 && report.count(expected) == 1;
  }
}
