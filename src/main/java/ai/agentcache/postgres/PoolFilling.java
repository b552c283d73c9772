package ai.agentcache.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.stream.Stream;

/**
 * Opens the connections of a pool before they are needed: a burst that meets an empty pool would
 * spend the time it has on opening them. Nothing closes them again while they work.
 */
final class PoolFilling {

  private PoolFilling() {}

  /** Asks as much at once as there may be connections; that some cannot be opened does no harm. */
  static Uni<Void> of(Pool pool, int connections) {
    return Uni.join()
        .all(Stream.generate(() -> asked(pool)).limit(connections).toList())
        .andCollectFailures()
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Boolean> asked(Pool pool) {
    return pool.query("SELECT 1").execute().replaceWith(true);
  }
}
