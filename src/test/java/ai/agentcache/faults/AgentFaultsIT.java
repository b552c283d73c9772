package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What agents report and ask while a store is away, frozen, and back. */
@ExtendWith(Rig.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentFaultsIT {

  private static final int LIMIT_MILLIS = 600;
  private static final int TRIES = 3;
  private static final Duration HEALING = Duration.ofSeconds(15);

  private final ProxiedService service;
  private final String run = Long.toHexString(System.nanoTime());
  private String token = "";
  private int sent;

  AgentFaultsIT(Stores stores) {
    this.service = ProxiedService.start(stores, Agents.ENV);
  }

  @BeforeAll
  void warmUp() {
    token = Agents.token(service.service(), "faults-" + run);
    for (int i = 0; i < 200; i++) {
      report("warm");
      context("warm", "{}");
      context("warm", "{'preferences':{'i':" + i + "}}");
    }
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private HttpResponse<String> report(String user) {
    String body =
        "{'userId':'%s-%s','sessionId':'s','updateId':'%d','progress':{'messages':1}}"
            .formatted(user, run, sent++);
    return Agents.post(service.service(), token, "progress", body);
  }

  private HttpResponse<String> context(String user, String body) {
    return Agents.post(service.service(), token, "user/" + user + "-" + run + "/context", body);
  }

  private long messages(String user) {
    return Agents.sum(service.service(), token, user + "-" + run, "messages");
  }

  @Test
  void postgresKilled_updatesAreAcceptedAndAppliedWhenItIsBack() {
    service.killPostgres();
    int before = sent;
    for (int i = 0; i < 30; i++) {
      inTime("Postgres killed, progress", 200, () -> report("killed"));
    }
    int accepted = sent - before;
    inTime("Postgres killed, context", 503, () -> context("unknown", "{}"));
    inTime("Postgres killed, change", 503, () -> context("unknown", "{'name':'x'}"));
    Pause.of(Duration.ofSeconds(6));
    service.revivePostgres();
    Pause.until(() -> messages("killed") == accepted, HEALING);
  }

  @Test
  void redisAway_progressIsRefusedInTime_contextsWork() {
    service.redis().refuse();
    inTime("Redis away, progress", 503, () -> report("away"));
    inTime("Redis away, context", 200, () -> context("away", "{}"));
    inTime("Redis away, change", 200, () -> context("away", "{'name':'Ana'}"));
    service.redis().pass();
    Pause.until(() -> report("away").statusCode() == 200, HEALING);
    assertTrue(context("away", "{}").body().contains("\"name\":\"Ana\""));
    Pause.until(() -> messages("away") >= 1, HEALING);
  }

  /** The best of some tries, for the machine may be busy. */
  private HttpResponse<String> inTime(
      String what, int status, Supplier<HttpResponse<String>> call) {
    double best = Double.POSITIVE_INFINITY;
    HttpResponse<String> answer;
    int tries = 0;
    do {
      long start = System.nanoTime();
      answer = call.get();
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
      tries++;
    } while (best > LIMIT_MILLIS && tries < TRIES);
    Findings.note(what, best);
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(best <= LIMIT_MILLIS, what + " took " + best + " ms");
    return answer;
  }
}
