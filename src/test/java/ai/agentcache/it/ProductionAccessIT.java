package ai.agentcache.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what opens a service in development opens nothing in production, however that is said. */
class ProductionAccessIT {

  private static final String OPERATOR_KEY = "ac_admin_" + "k".repeat(32);

  @Test
  void start_productionBySecondVariable_refusesDevelopmentKeys(@TempDir Path directory) {
    try (PackagedService service =
        PackagedService.in(directory)
            .env("AGENTCACHE_ENV", "")
            .env("NODE_ENV", "Production")
            .env("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1")
            .env("DATABASE_URL", "postgres://ann:secret@127.0.0.1:1/cache")
            .env("AGENTCACHE_ADMIN_KEY", OPERATOR_KEY)
            .env("AGENTCACHE_ACCESS_PEPPER", "p".repeat(32))
            .env("PROD_AGENT_SECRET", "a".repeat(32))
            .env("PROD_JWT_SECRET", "j".repeat(32))
            .start()) {
      assertEquals(401, status(service, "/api/stats", "ac_demo_test123"));
      assertEquals(401, status(service, "/api/admin/keys", "ac_admin_development"));
      assertEquals(503, status(service, "/api/admin/keys", OPERATOR_KEY));
    }
  }

  private static int status(PackagedService service, String path, String key) {
    return service.get(path, "X-API-Key", key).statusCode();
  }
}
