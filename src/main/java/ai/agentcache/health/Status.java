package ai.agentcache.health;

import java.util.Locale;

/** How a part of the service is. */
public enum Status {
  HEALTHY,
  /** Works, something behind it does not. */
  DEGRADED,
  UNHEALTHY;

  static Status of(boolean works) {
    return works ? HEALTHY : UNHEALTHY;
  }

  /** As it is written in answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
