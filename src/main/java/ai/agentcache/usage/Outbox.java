package ai.agentcache.usage;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant's usage still has to bring to Redis. One batch at a time is under way; while it
 * is not confirmed it stays as it is, with its number, and new counts gather behind it.
 */
final class Outbox {

  /** Rows of one batch: some 5 ms of Redis' time. */
  private static final int MOST_ROWS = 200;

  private final String tenant;
  private final Backlog backlog;
  private @Nullable Batch unconfirmed;
  private @Nullable Uni<Void> running;
  private long number;

  Outbox(String tenant, int mostRows) {
    this.tenant = tenant;
    this.backlog = new Backlog(mostRows);
  }

  synchronized void add(UsageRow row) {
    backlog.add(row);
  }

  synchronized boolean isEmpty() {
    return unconfirmed == null && backlog.isEmpty();
  }

  /** Everything not confirmed by Redis. */
  synchronized List<UsageRow> rows() {
    List<UsageRow> rows = new ArrayList<>(backlog.rows());
    if (unconfirmed != null) {
      rows.addAll(unconfirmed.rows());
    }
    return rows;
  }

  synchronized int size() {
    return backlog.size() + (unconfirmed == null ? 0 : unconfirmed.rows().size());
  }

  /**
   * Sends everything added before the call, and stops at the first failure. Calls at the same time
   * share one run.
   */
  synchronized Uni<Void> flush(Function<Batch, Uni<Void>> send) {
    Uni<Void> current = running;
    if (current != null) {
      return current;
    }
    Uni<Void> run =
        Uni.createFrom()
            .deferred(() -> sendAll(send))
            .onFailure()
            .invoke(this::stop)
            .memoize()
            .indefinitely();
    running = run;
    run.subscribe().with(done -> {}, failure -> {});
    return run;
  }

  private Uni<Void> sendAll(Function<Batch, Uni<Void>> send) {
    Batch batch = next();
    if (batch == null) {
      return Uni.createFrom().voidItem();
    }
    return send.apply(batch).invoke(this::confirm).chain(() -> sendAll(send));
  }

  /** The batch to send, or null and the end of the run: rows that come later start a new one. */
  private synchronized @Nullable Batch next() {
    if (unconfirmed == null && !backlog.isEmpty()) {
      unconfirmed = new Batch(tenant, ++number, backlog.take(MOST_ROWS));
    }
    if (unconfirmed == null) {
      running = null;
    }
    return unconfirmed;
  }

  private synchronized void confirm() {
    unconfirmed = null;
  }

  private synchronized void stop() {
    running = null;
  }
}
