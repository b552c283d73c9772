package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsConfigTest {

  /** The configuration when nothing but these is set. */
  static LimitsConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(LimitsConfig.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(LimitsConfig.class);
  }

  @Test
  void defaults_areThoseOfTheContract() {
    LimitsConfig limits = config(Map.of());
    assertEquals(20, limits.llm());
    assertEquals(100, limits.llmRead());
    assertEquals(10, limits.expensive());
    assertEquals(60, limits.jetty().optimalEdges());
    assertEquals(120, limits.jetty().checkDuplicate());
    assertEquals(1_000, limits.jetty().cacheChunk());
    assertEquals(500, limits.jetty().trackUpload());
    assertEquals(100, limits.jetty().usersPerKey());
    assertEquals(60, limits.agent().health());
    assertEquals(120, limits.agent().progress());
    assertEquals(30, limits.agent().context());
    assertEquals(10, limits.agent().sessions());
    assertEquals(30, limits.agent().tokens());
  }

  @Test
  void settings_replaceDefaults() {
    LimitsConfig limits =
        config(
            Map.of("agentcache.limits.llm-read", "7", "agentcache.limits.jetty.cache-chunk", "8"));
    assertEquals(7, limits.llmRead());
    assertEquals(8, limits.jetty().cacheChunk());
  }
}
