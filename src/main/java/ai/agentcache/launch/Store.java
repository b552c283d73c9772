package ai.agentcache.launch;

import java.util.Locale;

/** A server the service keeps its state in, and the variable that names its address. */
public enum Store {
  REDIS("Redis", "QUARKUS_REDIS_HOSTS", "redis://host:6379"),
  POSTGRES("PostgreSQL", "DATABASE_URL", "postgresql://user:password@host:5432/database");

  private final String title;
  private final String variable;
  private final String example;

  Store(String title, String variable, String example) {
    this.title = title;
    this.variable = variable;
    this.example = example;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** The environment variable that holds its address. */
  public String variable() {
    return variable;
  }

  /** The system property that holds {@code host:port} of the one started beside the service. */
  public String embeddedProperty() {
    return "ai.agentcache.embedded." + name().toLowerCase(Locale.ROOT);
  }

  /** What to say when it is missing. */
  String missing() {
    return variable + " is not set: the address of " + title + ", such as " + example;
  }
}
