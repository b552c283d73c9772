package ai.agentcache.postgres;

import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The only way to Postgres. Every call is bounded in time and fails with {@link
 * UnavailableException} when the server cannot be reached or does not answer; what the server
 * itself refuses (a {@code PgException}) passes through, but for its own shutting down.
 */
@Singleton
public final class PostgresGateway {

  /** How this dependency is called in errors and health. */
  public static final String NAME = "postgres";

  private final Pool pool;
  private final Migrations migrations;
  private final Clock clock;
  private final Duration timeout;
  private volatile boolean reachable;
  private volatile long latencyNanos;

  PostgresGateway(Pool pool, Migrations migrations, Clock clock, PostgresConfig config) {
    this.pool = pool;
    this.migrations = migrations;
    this.clock = clock;
    this.timeout = config.queryTimeout();
  }

  /** Runs one statement. */
  public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return bounded(() -> pool.preparedQuery(sql).execute(parameters));
  }

  /** Runs work in a transaction, rolled back when it fails. */
  public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
    return bounded(() -> pool.withTransaction(work));
  }

  /** Whether the last call was answered. */
  public boolean reachable() {
    return reachable;
  }

  /** How long the last answered call took, nanoseconds. */
  public long latencyNanos() {
    return latencyNanos;
  }

  /** Requests of the first second wait for the tables, within the same bound. */
  private <T> Uni<T> whenReady(Supplier<Uni<? extends T>> call) {
    return migrations.done() ? Uni.createFrom().deferred(call) : migrations.ready().chain(call);
  }

  /** What the start takes does not count: the bound is for Postgres' answer. */
  private <T> Uni<T> bounded(Supplier<Uni<? extends T>> call) {
    return migrations.isSettled()
        ? timed(call)
        : migrations.settled().chain(() -> this.<T>timed(call));
  }

  private <T> Uni<T> timed(Supplier<Uni<? extends T>> call) {
    long start = clock.nanos();
    return whenReady(call)
        .ifNoItem()
        .after(timeout)
        .failWith(() -> new UnavailableException(NAME, "no answer in time"))
        .onFailure(PostgresGateway::isAway)
        .transform(PostgresGateway::unavailable)
        .invoke(() -> answered(start))
        .onFailure()
        .invoke(failure -> reachable = !(failure instanceof UnavailableException));
  }

  private void answered(long start) {
    latencyNanos = clock.nanos() - start;
    reachable = true;
  }

  /**
   * Class 57 is the operator stopping the server, 53 its want of resources, 25006 read-only, and
   * 42P01 a table that the migrations have not made.
   */
  private static boolean isAway(Throwable failure) {
    if (failure instanceof PgException refused) {
      String state = String.valueOf(refused.getSqlState());
      return state.startsWith("57")
          || state.startsWith("53")
          || state.startsWith("08")
          || state.equals("25006")
          || state.equals("42P01");
    }
    return !(failure instanceof RuntimeException) || failure instanceof VertxException;
  }

  private static Throwable unavailable(Throwable failure) {
    return failure instanceof UnavailableException
        ? failure
        : new UnavailableException(NAME, String.valueOf(failure.getMessage()));
  }
}
