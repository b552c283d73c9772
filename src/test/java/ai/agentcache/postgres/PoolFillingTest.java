package ai.agentcache.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PoolFillingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SIZE = 6;

  @Inject Pool ofTheService;
  @Inject Vertx vertx;
  @Inject PostgresConfig config;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void of_anEmptyPool_opensAllItMayHave() {
    Pool pool = pool(url);
    assertEquals(0, pool.size());
    PoolFilling.of(pool, SIZE).await().atMost(PATIENCE);
    assertEquals(SIZE, pool.size());
    pool.close().await().atMost(PATIENCE);
  }

  @Test
  void of_noServer_failsNot() {
    Pool pool = pool("postgresql://agentcache@127.0.0.1:1/none");
    PoolFilling.of(pool, SIZE).await().atMost(PATIENCE);
    assertEquals(0, pool.size());
    pool.close().await().atMost(PATIENCE);
  }

  @Test
  void pool_ofTheService_isFullSoonAfterTheStart() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ofTheService.size() < config.poolSize()) {
      assertTrue(System.nanoTime() < deadline, () -> ofTheService.size() + " connections");
      Thread.onSpinWait();
    }
  }

  private Pool pool(String address) {
    return Pool.newInstance(
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(SIZE))
            .connectingTo(PgConnectOptions.fromUri(address))
            .using(vertx)
            .build());
  }
}
