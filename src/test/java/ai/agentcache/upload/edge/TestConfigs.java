package ai.agentcache.upload.edge;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Configuration as the service reads it. */
final class TestConfigs {

  private TestConfigs() {}

  static EdgeConfig edges() {
    return of(EdgeConfig.class, Map.of());
  }

  /** With these properties under {@code agentcache.upload.probe.}. */
  static ProbeConfig probe(Map<String, String> properties) {
    return of(ProbeConfig.class, properties);
  }

  private static <T> T of(Class<T> type, Map<String, String> properties) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(type);
    properties.forEach(
        (name, value) -> builder.withDefaultValue("agentcache.upload.probe." + name, value));
    return builder.build().getConfigMapping(type);
  }
}
