package ai.agentcache.postgres;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the pool with the bounds that Quarkus has no settings for. */
@Singleton
final class PoolCreator implements PgPoolCreator {

  private final PostgresConfig config;

  PoolCreator(PostgresConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    for (PgConnectOptions options : input.pgConnectOptionsList()) {
      options.setTcpUserTimeout((int) config.tcpUserTimeout().toMillis());
      options.setTcpKeepAlive(true);
      options.addProperty(
          "statement_timeout", String.valueOf(config.statementTimeout().toMillis()));
      options.addProperty("application_name", "agentcache");
      options.setConnectTimeout((int) config.connectTimeout().toMillis());
    }
    PoolOptions pool = input.poolOptions();
    pool.setMaxSize(config.poolSize());
    pool.setMaxWaitQueueSize(config.maxWaiting());
    return PgBuilder.pool()
        .with(pool)
        .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }
}
