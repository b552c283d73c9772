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

  /** Characters; our longest statement has half of that. Longer ones are prepared each time. */
  private static final int LONGEST_STATEMENT = 8_192;

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
      options.addProperty("client_min_messages", "warning");
      // Without, every query has the server parse and plan it anew, and takes two round trips.
      options.setCachePreparedStatements(true);
      options.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
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
