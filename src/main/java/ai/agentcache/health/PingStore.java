package ai.agentcache.health;

import ai.agentcache.postgres.PostgresGateway;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Asks Postgres for a sign of life. Redis has a heartbeat of its own. */
@Singleton
final class PingStore {

  private static final Logger LOG = Logger.getLogger(PingStore.class);

  private final PostgresGateway postgres;

  PingStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** The gateway bounds the call and remembers how it went. */
  void ping() {
    postgres
        .query("SELECT 1", Tuple.tuple())
        .subscribe()
        .with(rows -> {}, failure -> LOG.debug("Postgres does not answer", failure));
  }

  /** Whether it answered when it was last asked anything. */
  boolean reachable() {
    return postgres.reachable();
  }

  /** How long its last answer took, nanoseconds. */
  long latencyNanos() {
    return postgres.latencyNanos();
  }
}
