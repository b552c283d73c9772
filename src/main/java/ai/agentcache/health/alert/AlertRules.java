package ai.agentcache.health.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rules. A figure that is over its threshold is wrong until it has fallen below it by the
 * hysteresis.
 */
public final class AlertRules {

  static final String ERROR_RATE = "error-rate";
  static final String RESPONSE_TIME = "response-time";
  static final String MEMORY = "memory";
  static final String BREAKER = "breaker-open";
  static final String TOKENS = "token-failures";
  static final String DEAD_LETTERS = "dead-letters";

  private final AlertConfig config;

  public AlertRules(AlertConfig config) {
    this.config = config;
  }

  /**
   * What is wrong.
   *
   * @param now how the service is
   * @param wrong fingerprints of what was wrong the last time
   */
  public List<Finding> findings(Snapshot now, Set<String> wrong) {
    List<Finding> findings = new ArrayList<>();
    if (isTelling(ERROR_RATE, now, wrong)
        && isOver(ERROR_RATE, now.errorRate(), config.errorRate(), wrong)) {
      findings.add(
          found(ERROR_RATE, Severity.CRITICAL, "%.1f %% of requests fail", 100 * now.errorRate()));
    }
    double millis = config.responseTime().toMillis();
    if (isTelling(RESPONSE_TIME, now, wrong)
        && isOver(RESPONSE_TIME, now.meanMillis(), millis, wrong)) {
      findings.add(
          found(
              RESPONSE_TIME,
              severity(now.meanMillis(), (double) config.responseTimeCritical().toMillis()),
              "requests take %.0f ms",
              now.meanMillis()));
    }
    if (isOver(MEMORY, now.memoryUsed(), config.memory(), wrong)) {
      findings.add(
          found(
              MEMORY,
              severity(now.memoryUsed(), config.memoryCritical()),
              "%.0f %% of the heap is in use",
              100 * now.memoryUsed()));
    }
    if (isOver(TOKENS, (double) now.tokenFailures(), (double) config.tokenFailures(), wrong)) {
      findings.add(
          found(
              TOKENS,
              Severity.CRITICAL,
              "%d tokens were refused in a minute",
              now.tokenFailures()));
    }
    if (now.deadLetters() > 0) {
      findings.add(
          found(
              DEAD_LETTERS, Severity.CRITICAL, "%d updates cannot be applied", now.deadLetters()));
    }
    now.openBreakers().stream()
        .sorted()
        .forEach(
            name ->
                findings.add(
                    new Finding(BREAKER, name, Severity.CRITICAL, name + " cannot be reached")));
    return findings;
  }

  /** What is wrong already does not become right by there being fewer requests. */
  private boolean isTelling(String rule, Snapshot now, Set<String> wrong) {
    return now.requests() >= config.leastRequests() || (wrong.contains(rule) && now.requests() > 0);
  }

  private static Severity severity(double value, double critical) {
    return value > critical ? Severity.CRITICAL : Severity.WARNING;
  }

  private boolean isOver(String rule, double value, double threshold, Set<String> wrong) {
    return value > (wrong.contains(rule) ? threshold * (1 - config.hysteresis()) : threshold);
  }

  private static Finding found(String rule, Severity severity, String message, Object value) {
    return new Finding(rule, "", severity, String.format(Locale.ROOT, message, value));
  }
}
