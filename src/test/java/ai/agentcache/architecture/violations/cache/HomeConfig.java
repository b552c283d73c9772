package ai.agentcache.architecture.violations.cache;

import org.jspecify.annotations.Nullable;

/** May read settings. */
final class HomeConfig {
  @Nullable String home() {
    return System.getenv("HOME");
  }
}
