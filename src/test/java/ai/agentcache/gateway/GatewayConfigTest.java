package ai.agentcache.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.gateway.routing.Wish;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings of the gateway as the service reads them. */
class GatewayConfigTest {

  private static GatewayConfig with(Map<String, String> properties) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(GatewayConfig.class);
    properties.forEach(
        (name, value) -> builder.withDefaultValue("agentcache.gateway." + name, value));
    return builder.build().getConfigMapping(GatewayConfig.class);
  }

  @Test
  void routing_unset_isLeftToTheTable() {
    GatewayConfig config = with(Map.of());
    assertTrue(config.aliases().isEmpty());
    assertTrue(config.orchestrated().isEmpty());
    assertTrue(config.modelsFile().isEmpty());
    assertTrue(config.defaultModel().isEmpty());
  }

  @Test
  void routing_set_isReadByTheNamesOfTheReference() {
    String fast = "openai:gpt-5.4-nano@3,google:gemini-3.5-flash-lite@1";
    GatewayConfig config =
        with(
            Map.of(
                "aliases.fast", fast,
                "orchestrated.plan", "anthropic:claude-opus-5-5",
                "models-file", "/etc/models.json",
                "default-model", "fast"));
    assertEquals(Map.of("fast", fast), config.aliases());
    assertEquals(Map.of(Wish.NodeType.PLAN, "anthropic:claude-opus-5-5"), config.orchestrated());
    assertEquals(Optional.of(Path.of("/etc/models.json")), config.modelsFile());
    assertEquals(Optional.of("fast"), config.defaultModel());
  }
}
