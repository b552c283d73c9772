package ai.agentcache.architecture.violations.cache;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Reads settings that nobody has documented. */
final class ReadsEnvironment {
  @Nullable String variable() {
    return System.getenv("HOME");
  }

  String property() {
    return ConfigProvider.getConfig().getValue("some.name", String.class);
  }
}
