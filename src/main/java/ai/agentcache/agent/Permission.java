package ai.agentcache.agent;

import ai.agentcache.access.AgentLimits.Endpoint;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What an agent may be allowed to do, and which limit that counts for. */
public enum Permission {
  USER_TOKEN("user:token", Endpoint.TOKENS),
  PROGRESS_WRITE("progress:write", Endpoint.PROGRESS),
  PROGRESS_READ("progress:read", Endpoint.PROGRESS),
  SESSIONS_WRITE("sessions:write", Endpoint.SESSIONS),
  CONTEXT_READ("context:read", Endpoint.CONTEXT),
  CONTEXT_WRITE("context:write", Endpoint.CONTEXT),
  USER_DELETE("user:delete", Endpoint.CONTEXT),
  HEALTH_READ("health:read", Endpoint.HEALTH);

  private final String text;
  private final Endpoint endpoint;

  Permission(String text, Endpoint endpoint) {
    this.text = text;
    this.endpoint = endpoint;
  }

  /** All of them, as tokens spell them. */
  static Set<String> all() {
    return Arrays.stream(values())
        .map(Permission::text)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The one that is spelled like this. */
  static Permission of(String text) {
    for (Permission permission : values()) {
      if (permission.text.equals(text)) {
        return permission;
      }
    }
    throw new IllegalArgumentException(
        "there is no permission " + text + "; there are " + String.join(", ", all()));
  }

  /** As tokens spell it. */
  public String text() {
    return text;
  }

  Endpoint endpoint() {
    return endpoint;
  }
}
