package ai.agentcache.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProductionReadinessTest {
  private static final String KEY = "ac_admin_" + "k".repeat(32);
  private static final String PEPPER = "p".repeat(32);

  private static List<String> problems(Set<Store> stores, String key, String pepper) {
    return ProductionReadiness.problems(
        new LaunchSettings(
            Environment.PRODUCTION,
            stores,
            Optional.of(key).filter(text -> !text.isEmpty()),
            Optional.of(pepper).filter(text -> !text.isEmpty()),
            new TokenSecrets(Environment.PRODUCTION, TokenSecretsTest::present)));
  }

  private static List<String> nothingSet(Environment environment) {
    return ProductionReadiness.problems(
        new LaunchSettings(
            environment,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            new TokenSecrets(environment, name -> Optional.empty())));
  }

  private static List<String> problems(String key, String pepper) {
    return problems(Set.of(Store.REDIS, Store.POSTGRES), key, pepper);
  }

  @Test
  void problems_nothingSet_namesEveryVariableAtOnce() {
    List<String> problems = nothingSet(Environment.PRODUCTION);

    assertEquals(6, problems.size());
    assertTrue(problems.get(0).startsWith("QUARKUS_REDIS_HOSTS is not set"));
    assertTrue(problems.get(1).startsWith("DATABASE_URL is not set"));
    assertTrue(problems.get(2).startsWith("AGENTCACHE_ADMIN_KEY is not set"));
    assertTrue(problems.get(3).startsWith("AGENTCACHE_ACCESS_PEPPER is not set"));
    assertTrue(problems.get(4).startsWith("PROD_AGENT_SECRET is not set"));
    assertTrue(problems.get(5).startsWith("PROD_JWT_SECRET is not set"));
  }

  @Test
  void problems_stagingWithNothing_areTheTokenSecrets() {
    List<String> problems = nothingSet(Environment.STAGING);

    assertEquals(2, problems.size());
    assertTrue(problems.get(0).startsWith("STAGING_AGENT_SECRET is not set"));
    assertTrue(problems.get(1).startsWith("STAGING_JWT_SECRET is not set"));
  }

  @Test
  void problems_developmentWithNothing_areNone() {
    assertEquals(List.of(), nothingSet(Environment.DEVELOPMENT));
  }

  @Test
  void problems_allSet_areNone() {
    assertEquals(List.of(), problems(KEY, PEPPER));
  }

  @Test
  void problems_oneStoreMissing_namesThatOne() {
    List<String> problems = problems(Set.of(Store.REDIS), KEY, PEPPER);

    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("DATABASE_URL"));
  }

  @Test
  void problems_adminKeyWithoutPrefix_isRefused() {
    assertTrue(problems("k".repeat(60), PEPPER).get(0).contains("ac_admin_"));
  }

  @Test
  void problems_adminKeyOneCharacterShort_isRefused() {
    assertTrue(
        problems(KEY.substring(0, KEY.length() - 1), PEPPER).get(0).contains("fewer than 32"));
  }

  @Test
  void problems_pepperOneByteShort_isRefused() {
    assertTrue(problems(KEY, PEPPER.substring(1)).get(0).contains("shorter than 32 bytes"));
  }

  @Test
  void problems_pepperOfSixteenTwoByteCharacters_isEnough() {
    assertEquals(List.of(), problems(KEY, "é".repeat(16)));
  }

  @Test
  void problems_unsafeSecrets_areNotRepeated() {
    String text = String.join("\n", problems("hunter2-key", "hunter2-pepper"));

    assertFalse(text.contains("hunter2"), text);
  }
}
