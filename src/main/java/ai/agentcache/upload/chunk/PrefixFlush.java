package ai.agentcache.upload.chunk;

import ai.agentcache.postgres.Unwritten;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings what reports about chunks add up to into Postgres, a moment later, so that losing Redis
 * does not lose the completed prefix. What cannot be written waits for the next time.
 */
@Singleton
@Startup
public final class PrefixFlush implements Unwritten {

  private static final int MOST_AT_ONCE = 500;

  private final Map<UUID, Totals> waiting = new ConcurrentHashMap<>();
  private final ProgressStore store;
  private final Vertx vertx;
  private final long mostWaiting;
  private final long timer;

  PrefixFlush(ProgressStore store, Vertx vertx, ChunkConfig config) {
    this.store = store;
    this.vertx = vertx;
    this.mostWaiting = config.remembered();
    this.timer =
        vertx.setPeriodic(
            config.flush().toMillis(), id -> flush().subscribe().with(done -> {}, failure -> {}));
  }

  /** Takes what a session has come to. */
  void note(UUID sessionId, Totals totals) {
    if (waiting.size() < mostWaiting || waiting.containsKey(sessionId)) {
      waiting.merge(sessionId, totals, Totals::max);
    }
  }

  /** What waits for a session, so that it can be written with other news of it. */
  public Totals waiting(UUID sessionId) {
    return waiting.getOrDefault(sessionId, Totals.NONE);
  }

  /** Writes what waits, one batch after the other. */
  @Override
  public Uni<Void> flush() {
    return Uni.createFrom()
        .deferred(this::flushSome)
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Whether more may wait. */
  private Uni<Boolean> flushSome() {
    List<Advance> batch = new ArrayList<>();
    for (Map.Entry<UUID, Totals> entry : waiting.entrySet()) {
      if (batch.size() < MOST_AT_ONCE) {
        batch.add(new Advance(entry.getKey(), entry.getValue()));
      }
    }
    if (batch.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    return store
        .advance(batch)
        .invoke(written -> batch.forEach(this::written))
        .onFailure()
        .invoke(failure -> Log.debugf("progress of %d uploads waits: %s", batch.size(), failure))
        .replaceWith(batch.size() == MOST_AT_ONCE);
  }

  private void written(Advance advance) {
    waiting.remove(advance.sessionId(), advance.totals());
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }
}
