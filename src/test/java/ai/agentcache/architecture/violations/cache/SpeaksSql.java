package ai.agentcache.architecture.violations.cache;

import io.vertx.mutiny.sqlclient.Tuple;

/** A rule that talks to Postgres. */
final class SpeaksSql {
  Object parameters() {
    return Tuple.of(1);
  }
}
