package ai.agentcache.bench;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The client of the stack by itself, with statements prepared once for each connection. */
@Singleton
final class BarePostgres {

  private static final int CONNECTIONS = 16;

  private final Pool pool;

  BarePostgres(
      Vertx vertx, @ConfigProperty(name = "quarkus.datasource.reactive.url") String address) {
    this.pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS).setMaxWaitQueueSize(-1))
            .connectingTo(PgConnectOptions.fromUri(address).setCachePreparedStatements(true))
            .using(vertx)
            .build();
  }

  Uni<RowSet<Row>> query(String sql, Object... values) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Future<RowSet<Row>> rows = pool.preparedQuery(sql).execute(Tuple.from(values));
              rows.onComplete(emitter::complete, emitter::fail);
            });
  }
}
