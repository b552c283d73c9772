package ai.agentcache.health.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {

  private final AlertRules rules =
      new AlertRules(
          new SmallRyeConfigBuilder()
              .addDefaultInterceptors()
              .withConverter(Duration.class, 100, new DurationConverter())
              .withMapping(AlertConfig.class)
              .build()
              .getConfigMapping(AlertConfig.class));

  @Test
  void findings_calm_areNone() {
    assertEquals(List.of(), rules.findings(Snapshot.CALM, Set.of()));
  }

  /** The thresholds of the contract, and below them by the hysteresis. */
  @ParameterizedTest
  @CsvSource({
    "error-rate, CRITICAL, 0.101, 0.1, 0.091, 0.09",
    "response-time, WARNING, 2001, 2000, 1801, 1800",
    "memory, WARNING, 0.851, 0.85, 0.766, 0.765",
    "token-failures, CRITICAL, 21, 20, 19, 18"
  })
  void findings_figure_isWrongAboveItsThresholdUntilWellBelow(
      String rule, Severity severity, double over, double at, double stillWrong, double fine) {
    List<Finding> found = rules.findings(with(rule, over), Set.of());
    assertEquals(1, found.size());
    assertEquals(rule, found.get(0).rule());
    assertEquals(severity, found.get(0).severity());
    assertEquals(List.of(), rules.findings(with(rule, at), Set.of()));
    assertEquals(1, rules.findings(with(rule, stillWrong), Set.of(rule)).size());
    assertEquals(List.of(), rules.findings(with(rule, fine), Set.of(rule)));
  }

  @ParameterizedTest
  @CsvSource({"response-time, 10000, 10001", "memory, 0.95, 0.951"})
  void findings_farAboveTheThreshold_areCritical(String rule, double warning, double critical) {
    assertEquals(Severity.WARNING, rules.findings(with(rule, warning), Set.of()).get(0).severity());
    assertEquals(
        Severity.CRITICAL, rules.findings(with(rule, critical), Set.of()).get(0).severity());
  }

  @ParameterizedTest
  @CsvSource({"error-rate, 1", "response-time, 60000"})
  void findings_fewRequests_sayNothing(String rule, double value) {
    Snapshot busy = with(rule, value);
    Snapshot quiet = new Snapshot(19, busy.errorRate(), busy.meanMillis(), 0, Set.of(), 0, 0);
    assertEquals(List.of(), rules.findings(quiet, Set.of()));
  }

  @ParameterizedTest
  @CsvSource({"error-rate, 1", "response-time, 60000"})
  void findings_fewerRequestsAndStillWrong_areNotOver(String rule, double value) {
    Snapshot busy = with(rule, value);
    Snapshot quiet = new Snapshot(15, busy.errorRate(), busy.meanMillis(), 0, Set.of(), 0, 0);
    assertEquals(1, rules.findings(quiet, Set.of(rule)).size());
    assertEquals(List.of(), rules.findings(Snapshot.CALM, Set.of(rule)));
  }

  @Test
  void findings_openBreakers_areOneEach() {
    Snapshot now = new Snapshot(0, 0, 0, 0, Set.of("redis", "openai"), 0, 0);
    List<Finding> found = rules.findings(now, Set.of());
    assertEquals(
        List.of("breaker-open:openai", "breaker-open:redis"),
        found.stream().map(Finding::fingerprint).toList());
    assertTrue(found.stream().allMatch(one -> one.severity() == Severity.CRITICAL));
  }

  @Test
  void findings_deadLetters_areCritical() {
    List<Finding> found = rules.findings(new Snapshot(0, 0, 0, 0, Set.of(), 0, 1), Set.of());
    assertEquals("dead-letters", found.get(0).rule());
    assertEquals("1 update cannot be applied", found.get(0).message());
  }

  @ParameterizedTest
  @CsvSource({
    "error-rate, '', 0.01, 1.0 % of requests fail",
    "response-time, '', 41, requests take 41 ms",
    "memory, '', 0.4, 40 % of the heap is in use",
    "token-failures, '', 1, 1 token was refused in a minute",
    "token-failures, '', 2, 2 tokens were refused in a minute",
    "dead-letters, '', 0, no update was laid aside of late",
    "breaker-open, openai, 0, openai is asked again"
  })
  void better_saysWhatIsNow(String rule, String subject, double value, String message) {
    Finding before = new Finding(rule, subject, Severity.CRITICAL, "bad");
    assertEquals(message, AlertRules.better(before, with(rule, value)));
  }

  @ParameterizedTest
  @CsvSource({"error-rate", "response-time"})
  void better_withoutRequests_saysSo(String rule) {
    Finding before = new Finding(rule, "", Severity.CRITICAL, "bad");
    assertEquals("there are no requests", AlertRules.better(before, Snapshot.CALM));
  }

  private static Snapshot with(String rule, double value) {
    return new Snapshot(
        100,
        rule.equals("error-rate") ? value : 0,
        rule.equals("response-time") ? value : 0,
        rule.equals("memory") ? value : 0,
        Set.of(),
        rule.equals("token-failures") ? (long) value : 0,
        0);
  }
}
