package ai.agentcache.health.alert;

/**
 * Alerts in words.
 *
 * @param environment where this is
 * @param replica which replica tells it
 */
public record AlertText(String environment, String replica) {

  /** For those who know where it was told. */
  public static String line(Alert alert) {
    return "%s %s: %s: %s"
        .formatted(
            alert.finding().severity().text(),
            alert.event().text(),
            alert.finding().rule(),
            alert.finding().message());
  }

  /** For those who hear of several services. */
  public String message(Alert alert) {
    return "AgentCache %s, replica %s: %s".formatted(environment, replica, line(alert));
  }
}
