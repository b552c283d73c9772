package ai.agentcache.access;

import jakarta.inject.Singleton;
import java.util.Optional;

/** The keys that work without being minted. */
@Singleton
public final class DemoKeys {

  private final AccessConfig config;

  DemoKeys(AccessConfig config) {
    this.config = config;
  }

  /** One to try the service with; none where demo keys do not work. */
  public Optional<String> first() {
    return ConfiguredKeys.demoEnabled(config)
        ? config.demoKeys().stream().findFirst()
        : Optional.empty();
  }
}
