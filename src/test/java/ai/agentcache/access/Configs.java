package ai.agentcache.access;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Configuration as the service reads it. */
final class Configs {
  private Configs() {}

  /** The defaults, but for these properties under {@code agentcache.access.}. */
  static AccessConfig with(Map<String, String> properties) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(AccessConfig.class);
    properties.forEach(
        (name, value) -> builder.withDefaultValue("agentcache.access." + name, value));
    return builder.build().getConfigMapping(AccessConfig.class);
  }

  static AccessConfig defaults() {
    return with(Map.of());
  }
}
