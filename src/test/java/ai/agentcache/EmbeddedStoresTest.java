package ai.agentcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.launch.Environment;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmbeddedStoresTest {
  @Inject Pool pool;
  @Inject Vertx vertx;
  @Inject Environment environment;

  @ConfigProperty(name = "agentcache.redis.hosts")
  String redis;

  @Test
  void pool_ofTheApplication_reachesTheEmbeddedPostgres() {
    String version =
        pool.query("SHOW server_version")
            .execute()
            .map(rows -> rows.iterator().next().getString(0))
            .await()
            .atMost(Duration.ofSeconds(5));

    assertTrue(version.startsWith("18."), version);
  }

  @Test
  void redisHosts_ofTheApplication_areThoseOfTheEmbeddedRedis() {
    assertEquals("127.0.0.1", URI.create(redis).getHost());
  }

  @Test
  void environment_nothingSet_isDevelopment() {
    assertEquals(Environment.DEVELOPMENT, environment);
  }

  @Test
  void vertx_onLinux_usesNativeSockets() {
    assertEquals(
        System.getProperty("os.name").startsWith("Linux"), vertx.isNativeTransportEnabled());
  }
}
