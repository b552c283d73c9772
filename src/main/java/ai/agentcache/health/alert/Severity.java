package ai.agentcache.health.alert;

import java.util.Locale;

/** How bad it is, the least first. */
public enum Severity {
  WARNING,
  CRITICAL;

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
