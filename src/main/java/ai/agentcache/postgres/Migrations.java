package ai.agentcache.postgres;

import io.netty.channel.ConnectTimeoutException;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date in the background, however long Postgres takes to appear; requests
 * of the start wait until it is, or until Postgres turns out not to be there. One replica at a time
 * (an advisory lock), all or none (one transaction), and a migration that was changed after it had
 * been applied stops the rest.
 */
@Singleton
@Startup
public final class Migrations {

  private static final Logger LOG = Logger.getLogger(Migrations.class);

  /** Any number that nobody else uses; the letters "acache" as hexadecimal bytes. */
  private static final long LOCK = 0x616361636865L;

  private static final long SOON_MILLIS = 50;

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS schema_migrations (
        version integer PRIMARY KEY,
        name text NOT NULL,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now())
      """;

  private final Pool pool;
  private final Vertx vertx;
  private final long retryMillis;
  private final int connections;
  private final List<Migration> known;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final long patience;
  private volatile long next;
  private volatile boolean closed;
  private volatile boolean done;
  private volatile Uni<Void> attempt;

  Migrations(Pool pool, Vertx vertx, PostgresConfig config) {
    this.pool = pool;
    this.vertx = vertx;
    this.retryMillis = config.migrationRetry().toMillis();
    this.connections = config.poolSize();
    this.known = Migration.all();
    this.attempt = newAttempt();
    this.patience = vertx.setTimer(config.startPatience().toMillis(), id -> settled.complete(null));
    this.next = vertx.setTimer(1, id -> attempt());
  }

  @PreDestroy
  void close() {
    closed = true;
    vertx.cancelTimer(patience);
    vertx.cancelTimer(next);
  }

  /** Whether requests need not wait for the start any more. */
  boolean isSettled() {
    return settled.isDone();
  }

  /** Waits for the start, without holding a thread; who waits no more takes nobody along. */
  Uni<Void> settled() {
    return Uni.createFrom().completionStage(settled::copy);
  }

  /** Whether the schema is up to date. */
  public boolean done() {
    return done;
  }

  /**
   * There is no use in asking before: waits for the attempt under way, and fails while the next one
   * is not due yet.
   */
  Uni<Void> ready() {
    return attempt;
  }

  private Uni<Void> newAttempt() {
    return Uni.createFrom()
        .deferred(this::apply)
        .invoke(this::applied)
        .replaceWithVoid()
        .memoize()
        .indefinitely();
  }

  private void applied(int count) {
    done = true;
    settled.complete(null);
    LOG.debugf("schema is up to date, %d migrations applied", count);
    PoolFilling.of(pool, connections).subscribe().with(nothing -> {});
  }

  private void attempt() {
    if (!done) {
      attempt.subscribe().with(nothing -> {}, this::failed);
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      LOG.error(failure.getMessage());
      // The tables of before are there, and what they are good for goes on.
      attempt = Uni.createFrom().voidItem();
      settled.complete(null);
      return;
    }
    LOG.debugf("migrations wait for Postgres: %s", failure.getMessage());
    if (isRefused(failure)) {
      settled.complete(null);
    }
    if (!closed) {
      next = vertx.setTimer(settled.isDone() ? retryMillis : SOON_MILLIS, id -> retry());
    }
  }

  /** Nobody listens there: waiting would be no use. */
  private static boolean isRefused(Throwable failure) {
    return failure instanceof ConnectException && !(failure instanceof ConnectTimeoutException);
  }

  private void retry() {
    attempt = newAttempt();
    attempt();
  }

  private Uni<Integer> apply() {
    return pool.withTransaction(
        connection ->
            run(connection, "SET LOCAL statement_timeout = '60s'")
                .chain(() -> run(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")"))
                .chain(() -> run(connection, TABLE))
                .chain(() -> applied(connection))
                .chain(checksums -> applyMissing(connection, checksums)));
  }

  private static Uni<Void> run(SqlConnection connection, String sql) {
    return connection.query(sql).execute().replaceWithVoid();
  }

  private static Uni<Map<Integer, String>> applied(SqlConnection connection) {
    return connection
        .query("SELECT version, checksum FROM schema_migrations")
        .execute()
        .map(
            rows -> {
              Map<Integer, String> checksums = new HashMap<>();
              rows.forEach(row -> checksums.put(row.getInteger(0), row.getString(1)));
              return checksums;
            });
  }

  private Uni<Integer> applyMissing(SqlConnection connection, Map<Integer, String> checksums) {
    Uni<Integer> chain = Uni.createFrom().item(0);
    for (Migration migration : known) {
      String before = checksums.get(migration.version());
      if (before == null) {
        chain = chain.chain(count -> applyOne(connection, migration).replaceWith(count + 1));
      } else if (!before.equals(migration.checksum())) {
        throw new IllegalStateException(
            "migration " + migration.name() + " was changed after it had been applied");
      }
    }
    return chain;
  }

  private static Uni<Void> applyOne(SqlConnection connection, Migration migration) {
    return run(connection, migration.sql())
        .chain(
            () ->
                connection
                    .preparedQuery(
                        "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1,$2,$3)")
                    .execute(Tuple.of(migration.version(), migration.name(), migration.checksum())))
        .replaceWithVoid();
  }
}
