package ai.agentcache.faults;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Statements of somebody who administers Postgres, past the proxy and the service. */
final class Administrator implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;

  Administrator(Stores stores) {
    String address = stores.databaseUrl(stores.postgresPort());
    this.pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(2))
            .connectingTo(PgConnectOptions.fromUri(address))
            .using(vertx)
            .build();
  }

  /** Sends statements, and does not wait for their end. */
  CompletableFuture<Void> start(String sql) {
    return pool.query(sql).execute().<Void>mapEmpty().toCompletionStage().toCompletableFuture();
  }

  /** Sends a statement and waits for its end. */
  void run(String sql) {
    start(sql).orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    pool.close().onComplete(closed -> vertx.close());
  }
}
