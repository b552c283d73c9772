package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredKeysTest {

  @Test
  void holder_demoKeyInDevelopment_isTheDemoTenant() {
    Caller caller = keys(Map.of()).holder("ac_demo_test123");

    assertNotNull(caller);
    assertEquals("demo", caller.tenant());
    assertEquals(Caller.Role.DEMO, caller.role());
    assertEquals(100, caller.requestsPerMinute());
    assertEquals(0, caller.monthlyQuota());
  }

  @Test
  void holder_severalDemoKeys_haveLimitsOfTheirOwn() {
    ConfiguredKeys keys = keys(Map.of("demo-keys", "ac_demo_a,ac_demo_b"));
    Caller a = keys.holder("ac_demo_a");
    Caller b = keys.holder("ac_demo_b");

    assertNotNull(a);
    assertNotNull(b);
    assertEquals(a.tenant(), b.tenant());
    assertNotEquals(a.keyId(), b.keyId());
    assertNull(keys.holder("ac_demo_test123"));
  }

  @Test
  void holder_demoKeyInProduction_isNobodyUnlessSwitchedOn() {
    assertNull(keys(Map.of("environment", "production")).holder("ac_demo_test123"));
    assertNull(keys(Map.of("environment", " Production ")).holder("ac_demo_test123"));
    assertNotNull(
        keys(Map.of("environment", "production", "demo-enabled", "true"))
            .holder("ac_demo_test123"));
    assertNull(keys(Map.of("demo-enabled", "false")).holder("ac_demo_test123"));
  }

  @Test
  void holder_operatorKey_isTheOperator() {
    Caller caller = keys(Map.of("operator-key", "ac_admin_secret")).holder("ac_admin_secret");

    assertNotNull(caller);
    assertEquals(Caller.Role.OPERATOR, caller.role());
    assertNull(keys(Map.of("operator-key", "ac_admin_secret")).holder("ac_admin_development"));
  }

  @Test
  void holder_developmentOperatorKey_worksOutsideProductionOnly() {
    assertNotNull(keys(Map.of()).holder("ac_admin_development"));
    assertNull(keys(Map.of("environment", "production")).holder("ac_admin_development"));
    assertNull(keys(Map.of("environment", "production")).holder(""));
  }

  private static ConfiguredKeys keys(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("pepper", "pepper for this test only, 32 bytes");
    AccessConfig config = Configs.with(all);
    return new ConfiguredKeys(config, new KeyDigest(new Pepper(config)), new Plans(config));
  }
}
