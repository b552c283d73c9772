package ai.agentcache.postgres;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Postgres is used. */
@ConfigMapping(prefix = "agentcache.postgres")
public interface PostgresConfig {

  /** Longest wait for a new connection to be made. */
  @WithDefault("400ms")
  Duration connectTimeout();

  /** Longest wait for the answer to a query or transaction, the wait for a connection included. */
  @WithDefault("500ms")
  Duration queryTimeout();

  /** The server gives up a statement after this long, also when nobody waits any more. */
  @WithDefault("2s")
  Duration statementTimeout();

  /** A connection whose peer acknowledges nothing for this long is closed (Linux). */
  @WithDefault("5s")
  Duration tcpUserTimeout();

  /** Connections of the pool. */
  @WithDefault("16")
  int poolSize();

  /** Requests that may wait for a connection; more fail at once. */
  @WithDefault("512")
  int maxWaiting();

  /** Time between two attempts to apply the migrations while Postgres cannot be reached. */
  @WithDefault("1s")
  Duration migrationRetry();

  /**
   * How long after the start requests may wait for the migrations while Postgres is there but does
   * not answer. They do not wait for one that is not there.
   */
  @WithDefault("3s")
  Duration startPatience();

  /** Longest wait, at the end of the service, until what is in memory only has been written. */
  @WithDefault("2s")
  Duration shutdownTimeout();
}
