package ai.agentcache.webhook;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings of webhooks as the service reads them. */
final class Settings {

  private Settings() {}

  /** The defaults, but for these properties. */
  static WebhookConfig with(Map<String, String> properties) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(WebhookConfig.class);
    properties.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(WebhookConfig.class);
  }
}
