package ai.agentcache.health.alert;

/**
 * Something that is wrong now.
 *
 * @param rule which rule found it
 * @param subject of what, if the rule looks at several things; else empty
 * @param severity how bad it is
 * @param message what it is, for people
 */
public record Finding(String rule, String subject, Severity severity, String message) {

  /** What tells one trouble from another. */
  public String fingerprint() {
    return subject.isEmpty() ? rule : rule + ":" + subject;
  }
}
