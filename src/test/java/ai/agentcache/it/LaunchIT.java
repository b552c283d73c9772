package ai.agentcache.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that must not happen. */
class LaunchIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory = Path.of("");

  private String refusal(PackagedService.Builder builder) {
    try (PackagedService service = builder.launch()) {
      assertEquals(1, service.exitCode(LIMIT), service::output);
      assertFalse(service.output().contains("\tat "), service::output);
      assertFalse(service.output().contains("Exception"), service::output);
      assertFalse(Files.exists(directory.resolve(".agentcache")));
      return service.output();
    }
  }

  @Test
  void start_productionWithNothing_isRefusedNamingEachVariable() {
    String output = refusal(PackagedService.in(directory).env("AGENTCACHE_ENV", "production"));

    for (String variable :
        new String[] {
          "QUARKUS_REDIS_HOSTS",
          "DATABASE_URL",
          "AGENTCACHE_ADMIN_KEY",
          "AGENTCACHE_ACCESS_PEPPER",
          "PROD_AGENT_SECRET",
          "PROD_JWT_SECRET"
        }) {
      assertTrue(output.contains(variable + " is not set"), output);
    }
  }

  @Test
  void start_nodeEnvProduction_isProductionToo() {
    assertTrue(
        refusal(PackagedService.in(directory).env("NODE_ENV", "production"))
            .contains("DATABASE_URL is not set"));
  }

  @Test
  void start_stagingWithShortSecret_isRefusedNamingBothVariables() {
    String output =
        refusal(
            PackagedService.in(directory)
                .env("VERCEL_ENV", "preview")
                .env("STAGING_AGENT_SECRET", "hunter2"));

    assertTrue(output.contains("STAGING_AGENT_SECRET is shorter than 32 bytes"), output);
    assertTrue(output.contains("STAGING_JWT_SECRET is not set"), output);
    assertFalse(output.contains("hunter2"), output);
  }

  @Test
  void start_unknownEnvironment_isRefusedNamingTheVariable() {
    assertTrue(
        refusal(PackagedService.in(directory).env("VERCEL_ENV", "qa"))
            .contains("VERCEL_ENV is not one of development, staging, production"));
  }

  @Test
  void start_malformedDatabaseUrl_isRefusedWithoutRepeatingIt() {
    String output =
        refusal(
            PackagedService.in(directory)
                .env("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1")
                .env("DATABASE_URL", "mysql://ann:hunter2@h/d"));

    assertTrue(output.contains("DATABASE_URL is not of the form"), output);
    assertFalse(output.contains("hunter2"), output);
  }

  @Test
  void start_productionWithStoresDown_comesUp() {
    try (PackagedService service =
        PackagedService.in(directory)
            .env("AGENTCACHE_ENV", "production")
            .env("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1")
            .env("DATABASE_URL", "postgres://ann:p%40ss,w$rd@127.0.0.1:1/cache?sslmode=require")
            .env("AGENTCACHE_ADMIN_KEY", "ac_admin_" + "k".repeat(32))
            .env("AGENTCACHE_ACCESS_PEPPER", "p".repeat(32))
            .env("PROD_AGENT_SECRET", "a".repeat(32))
            .env("PROD_JWT_SECRET", "j".repeat(32))
            .start()) {
      assertEquals(200, service.get("/q/health/live").statusCode());
      assertFalse(service.output().contains("ac_demo_"), service::output);
    }
  }
}
