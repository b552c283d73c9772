package ai.agentcache.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAncestorsTest {

  private record Settings(
      Optional<List<String>> frameAncestors, Map<String, List<String>> tenantFrameAncestors)
      implements DashboardConfig {
    @Override
    public boolean enabled() {
      return true;
    }
  }

  private static FrameAncestors of(List<String> all, Map<String, List<String>> tenants) {
    return new FrameAncestors(
        new Settings(all.isEmpty() ? Optional.empty() : Optional.of(all), tenants));
  }

  @Test
  void of_nothingConfigured_isTheServiceItself() {
    assertEquals("'self'", of(List.of(), Map.of()).of(null));
    assertEquals("'self'", of(List.of(), Map.of()).of("acme"));
  }

  @Test
  void of_tenant_isItsOwnOrThatOfAll() {
    FrameAncestors ancestors =
        of(List.of("https://a.example"), Map.of("acme", List.of("https://*.acme.example:8443")));
    assertEquals("'self' https://a.example", ancestors.of(null));
    assertEquals("'self' https://a.example", ancestors.of("other"));
    assertEquals("'self' https://*.acme.example:8443", ancestors.of("acme"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.example",
        "https://",
        "https://a.example;",
        "https://a b",
        "'none'",
        "https://a.example/path",
        "javascript:x",
        "https://a.example\nx",
        "data:"
      })
  void settings_thatAreNoOrigin_areRefusedByName(String origin) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> of(List.of(), Map.of("acme", List.of(origin))));
    String said = String.valueOf(refusal.getMessage());
    assertTrue(said.contains("agentcache.dashboard.tenant-frame-ancestors.acme"), said);
  }
}
