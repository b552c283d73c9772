package ai.agentcache.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaunchConfigTest {
  private static final String URL = "quarkus.datasource.reactive.url";

  /** As the JAR has it. */
  private static final Map<String, String> BUILT_IN =
      Map.of(URL, "${DATABASE_URL:postgresql://127.0.0.1:5432/agentcache}");

  private static LaunchConfig with(Map<String, String> environment) {
    return new LaunchConfig(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(BUILT_IN, "application.properties", 250))
            .withSources(new EnvConfigSource(environment, 300))
            .build());
  }

  @Test
  void settings_nothingSet_haveNoStores() {
    LaunchSettings settings = with(Map.of()).settings();

    assertEquals(Set.of(), settings.configured());
    assertEquals(Environment.DEVELOPMENT, settings.environment());
    assertEquals(Optional.empty(), settings.adminKey());
    assertEquals(Optional.empty(), settings.accessPepper());
  }

  @Test
  void settings_emptyVariables_haveNoStores() {
    assertEquals(
        Set.of(),
        with(Map.of("DATABASE_URL", "", "QUARKUS_REDIS_HOSTS", "")).settings().configured());
  }

  @Test
  void settings_bothVariables_haveBothStores() {
    assertEquals(
        Set.of(Store.REDIS, Store.POSTGRES),
        with(Map.of("DATABASE_URL", "postgres://h/d", "QUARKUS_REDIS_HOSTS", "redis://h"))
            .settings()
            .configured());
  }

  @Test
  void settings_reactiveUrlFromOutside_isPostgres() {
    LaunchConfig config = with(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://h/d"));

    assertEquals(Set.of(Store.POSTGRES), config.settings().configured());
    assertEquals(Map.of(), config.databaseProperties());
  }

  @Test
  void settings_secrets_areReadByTheirVariables() {
    LaunchSettings settings =
        with(Map.of("AGENTCACHE_ADMIN_KEY", "a", "AGENTCACHE_ACCESS_PEPPER", "p")).settings();

    assertEquals(Optional.of("a"), settings.adminKey());
    assertEquals(Optional.of("p"), settings.accessPepper());
  }

  @Test
  void databaseProperties_databaseUrl_isToldToQuarkus() {
    assertEquals(
        Map.of(URL, "postgresql://a:b@h:1/d"),
        with(Map.of("DATABASE_URL", "postgres://a:b@h:1/d")).databaseProperties());
  }

  @Test
  void databaseProperties_nothingSet_areNone() {
    assertTrue(with(Map.of()).databaseProperties().isEmpty());
  }
}
