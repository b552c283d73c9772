package ai.agentcache.launch;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of the launch, which is before there is an application to inject them. */
final class LaunchConfig {
  private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";

  /** Ordinals up to this are those of the {@code application.properties} within the JAR. */
  private static final int BUILT_IN_ORDINAL = 250;

  private final SmallRyeConfig config;

  LaunchConfig(SmallRyeConfig config) {
    this.config = config;
  }

  /** The sources of the application: environment, system properties, {@code .env}, files. */
  static LaunchConfig ofProcess() {
    return new LaunchConfig(ConfigUtils.configBuilder().build());
  }

  LaunchSettings settings() {
    Environment environment = Environment.of(this::text);
    return new LaunchSettings(
        environment,
        configuredStores(),
        text(ProductionReadiness.ADMIN_KEY),
        text("agentcache.access.pepper"),
        new TokenSecrets(environment, this::text));
  }

  /** How Quarkus is to be told of {@code DATABASE_URL}; empty when its own property is set. */
  Map<String, String> databaseProperties() {
    if (hasReactiveUrl()) {
      return Map.of();
    }
    return text("DATABASE_URL").map(url -> DatabaseUrl.parse(url).properties()).orElse(Map.of());
  }

  private Set<Store> configuredStores() {
    Set<Store> stores = EnumSet.noneOf(Store.class);
    if (text("quarkus.redis.hosts").isPresent()) {
      stores.add(Store.REDIS);
    }
    if (text("DATABASE_URL").isPresent() || hasReactiveUrl()) {
      stores.add(Store.POSTGRES);
    }
    return stores;
  }

  private boolean hasReactiveUrl() {
    return config.getConfigValue(REACTIVE_URL).getConfigSourceOrdinal() > BUILT_IN_ORDINAL
        && text(REACTIVE_URL).isPresent();
  }

  private Optional<String> text(String name) {
    return config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
  }
}
