package ai.agentcache.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSecretsTest {

  private static final String LONG = "s".repeat(32);

  /** Every variable, each with another value of sufficient length. */
  static Optional<String> present(String name) {
    return Optional.of(name + LONG);
  }

  private static TokenSecrets in(Environment environment, Map<String, String> variables) {
    return new TokenSecrets(environment, name -> Optional.ofNullable(variables.get(name)));
  }

  @Test
  void of_eachEnvironment_isThatOfItsOwnVariable() {
    Map<Environment, String> prefixes =
        Map.of(
            Environment.DEVELOPMENT, "DEV",
            Environment.STAGING, "STAGING",
            Environment.PRODUCTION, "PROD");
    prefixes.forEach(
        (environment, prefix) -> {
          TokenSecrets secrets = new TokenSecrets(environment, TokenSecretsTest::present);
          assertEquals(prefix + "_AGENT_SECRET" + LONG, secrets.of(TokenSecret.AGENT));
          assertEquals(prefix + "_JWT_SECRET" + LONG, secrets.of(TokenSecret.JWT));
          assertEquals(List.of(), secrets.problems());
          assertEquals(List.of(), secrets.warnings());
        });
  }

  @Test
  void of_onlyTheCommonOnes_standInWithAWarning() {
    TokenSecrets secrets =
        in(
            Environment.PRODUCTION,
            Map.of("AGENT_TOKEN_SECRET", "a" + LONG, "JWT_SECRET", "j" + LONG));

    assertEquals("a" + LONG, secrets.of(TokenSecret.AGENT));
    assertEquals("j" + LONG, secrets.of(TokenSecret.JWT));
    assertEquals(List.of(), secrets.problems());
    assertEquals(
        List.of(
            "PROD_AGENT_SECRET is not set: AGENT_TOKEN_SECRET stands in for it",
            "PROD_JWT_SECRET is not set: JWT_SECRET stands in for it"),
        secrets.warnings());
  }

  @Test
  void problems_missingAndShort_nameEveryVariableAndNoSecret() {
    assertEquals(
        List.of(
            "STAGING_AGENT_SECRET is shorter than 32 bytes",
            "STAGING_JWT_SECRET is not set: at least 32 random bytes"),
        in(Environment.STAGING, Map.of("STAGING_AGENT_SECRET", "hunter2")).problems());
    assertEquals(
        List.of(
            "PROD_AGENT_SECRET is not set: at least 32 random bytes",
            "JWT_SECRET is shorter than 32 bytes"),
        in(Environment.PRODUCTION, Map.of("JWT_SECRET", LONG.substring(1))).problems());
  }

  @Test
  void problems_secretOfAnotherEnvironment_doesNotCount() {
    assertEquals(
        2,
        in(
                Environment.PRODUCTION,
                Map.of("STAGING_AGENT_SECRET", "a" + LONG, "DEV_JWT_SECRET", "j" + LONG))
            .problems()
            .size());
  }

  @Test
  void problems_shortInDevelopment_isAWarning() {
    TokenSecrets secrets =
        in(Environment.DEVELOPMENT, Map.of("DEV_AGENT_SECRET", "x", "DEV_JWT_SECRET", LONG));

    assertEquals(List.of(), secrets.problems());
    assertEquals(List.of("DEV_AGENT_SECRET is shorter than 32 bytes"), secrets.warnings());
  }

  @Test
  void of_nothingInDevelopment_isMadeUpForTheProcess() {
    TokenSecrets secrets = in(Environment.DEVELOPMENT, Map.of());

    assertEquals(43, secrets.of(TokenSecret.AGENT).length());
    assertNotEquals(secrets.of(TokenSecret.AGENT), secrets.of(TokenSecret.JWT));
    assertNotEquals(
        secrets.of(TokenSecret.AGENT), in(Environment.DEVELOPMENT, Map.of()).of(TokenSecret.AGENT));
    assertTrue(secrets.warnings().get(0).startsWith("DEV_AGENT_SECRET is not set"));
  }

  @Test
  void of_keptBesideEmbeddedStores_isThatOneInDevelopmentOnly() {
    Map<String, String> kept =
        Map.of(
            TokenSecret.AGENT.embeddedProperty(), "a" + LONG,
            TokenSecret.JWT.embeddedProperty(), "j" + LONG);

    assertEquals("a" + LONG, in(Environment.DEVELOPMENT, kept).of(TokenSecret.AGENT));
    assertEquals(2, in(Environment.STAGING, kept).problems().size());
  }

  @Test
  void warnings_sameSecretTwice_areOne() {
    TokenSecrets secrets =
        in(Environment.STAGING, Map.of("STAGING_AGENT_SECRET", LONG, "STAGING_JWT_SECRET", LONG));

    assertEquals(1, secrets.warnings().size());
    assertTrue(secrets.warnings().get(0).contains("are the same"));
  }

  @Test
  void toString_hasNoSecret() {
    assertFalse(
        in(Environment.STAGING, Map.of("STAGING_AGENT_SECRET", LONG)).toString().contains(LONG));
  }
}
