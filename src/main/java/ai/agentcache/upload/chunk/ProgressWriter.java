package ai.agentcache.upload.chunk;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes progress to Postgres, many sessions in one statement: what comes while statements are
 * under way waits and goes together. Nobody is answered before it is written.
 */
@Singleton
public final class ProgressWriter {

  private static final int MOST_AT_ONCE = 256;
  private static final int MOST_FLIGHTS = 2;

  private record Waiter(Advance advance, UniEmitter<? super Optional<Written>> emitter) {}

  private final Function<Collection<Advance>, Uni<Map<UUID, Written>>> store;
  private final int maxWaiting;
  private final Duration patience;
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private int flights;

  @Inject
  ProgressWriter(ProgressStore store, ChunkConfig config) {
    this(store::advance, config.maxWaiting(), config.patience());
  }

  ProgressWriter(
      Function<Collection<Advance>, Uni<Map<UUID, Written>>> store,
      int maxWaiting,
      Duration patience) {
    this.store = store;
    this.maxWaiting = maxWaiting;
    this.patience = patience;
  }

  /**
   * Writes how far a session is.
   *
   * @return the session afterwards; none if it is unknown or over; fails with 503 when too many
   *     wait or Postgres cannot be reached
   */
  public Uni<Optional<Written>> write(Advance advance) {
    return Uni.createFrom()
        .<Optional<Written>>emitter(emitter -> add(new Waiter(advance, emitter)))
        .ifNoItem()
        .after(patience)
        .failWith(() -> new UnavailableException("postgres", "no answer in time"));
  }

  private void add(Waiter waiter) {
    boolean taken;
    synchronized (this) {
      taken = waiting.size() < maxWaiting;
      if (taken) {
        waiting.add(waiter);
      }
    }
    if (taken) {
      depart();
    } else {
      waiter.emitter.fail(
          new ApiException(ErrorCode.OVERLOADED, "too many reports wait; slow down"));
    }
  }

  private void depart() {
    List<Waiter> batch = next();
    if (batch.isEmpty()) {
      return;
    }
    Map<UUID, Advance> rows = new HashMap<>();
    for (Waiter waiter : batch) {
      rows.merge(waiter.advance.sessionId(), waiter.advance, ProgressWriter::further);
    }
    store
        .apply(rows.values())
        .subscribe()
        .with(written -> landed(batch, written), failure -> failed(batch, failure));
  }

  private synchronized List<Waiter> next() {
    List<Waiter> batch = new ArrayList<>();
    if (flights < MOST_FLIGHTS && !waiting.isEmpty()) {
      flights++;
      while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
        batch.add(waiting.removeFirst());
      }
    }
    return batch;
  }

  private static Advance further(Advance one, Advance other) {
    return new Advance(one.sessionId(), one.totals().max(other.totals()));
  }

  private void landed(List<Waiter> batch, Map<UUID, Written> written) {
    over();
    for (Waiter waiter : batch) {
      waiter.emitter.complete(Optional.ofNullable(written.get(waiter.advance.sessionId())));
    }
    depart();
  }

  private void failed(List<Waiter> batch, Throwable failure) {
    over();
    batch.forEach(waiter -> waiter.emitter.fail(failure));
    depart();
  }

  private synchronized void over() {
    flights--;
  }
}
