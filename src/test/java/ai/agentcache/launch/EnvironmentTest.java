package ai.agentcache.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  private static Environment of(Map<String, String> variables) {
    return Environment.of(name -> Optional.ofNullable(variables.get(name)));
  }

  @Test
  void of_nothingSet_isDevelopment() {
    assertEquals(Environment.DEVELOPMENT, of(Map.of()));
  }

  @Test
  void of_ownVariable_winsOverTheOthers() {
    assertEquals(
        Environment.STAGING,
        of(Map.of("AGENTCACHE_ENV", "staging", "NODE_ENV", "production", "VERCEL_ENV", "x")));
  }

  @Test
  void of_nodeEnv_winsOverVercelEnv() {
    assertEquals(
        Environment.PRODUCTION, of(Map.of("NODE_ENV", "production", "VERCEL_ENV", "development")));
  }

  @Test
  void of_vercelEnvAlone_decides() {
    assertEquals(Environment.PRODUCTION, of(Map.of("VERCEL_ENV", "production")));
  }

  @Test
  void of_previewOfVercel_isStagingThereAndUnknownElsewhere() {
    assertEquals(Environment.STAGING, of(Map.of("VERCEL_ENV", "preview")));
    assertThrows(LaunchRefusal.class, () -> of(Map.of("NODE_ENV", "preview")));
  }

  @Test
  void of_blankVariable_isAbsent() {
    assertEquals(Environment.STAGING, of(Map.of("AGENTCACHE_ENV", " ", "NODE_ENV", "staging")));
  }

  @Test
  void of_otherCaseAndSpaces_isUnderstood() {
    assertEquals(Environment.PRODUCTION, of(Map.of("AGENTCACHE_ENV", " Production ")));
  }

  @Test
  void of_unknownValue_isRefusedNamingVariableAndChoices() {
    LaunchRefusal refusal = assertThrows(LaunchRefusal.class, () -> of(Map.of("VERCEL_ENV", "qa")));

    assertEquals(1, refusal.problems().size());
    for (String word : new String[] {"VERCEL_ENV", "development", "staging", "production"}) {
      assertTrue(refusal.problems().get(0).contains(word), word);
    }
  }
}
