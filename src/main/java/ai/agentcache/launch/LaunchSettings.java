package ai.agentcache.launch;

import java.util.Optional;
import java.util.Set;

/** What decides whether the service may start. */
record LaunchSettings(
    Environment environment,
    Set<Store> configured,
    Optional<String> adminKey,
    Optional<String> accessPepper,
    TokenSecrets tokenSecrets) {

  LaunchSettings {
    configured = Set.copyOf(configured);
  }

  /** The secrets stay out of every log. */
  @Override
  public String toString() {
    return "LaunchSettings[" + environment + ", configured " + configured + "]";
  }
}
