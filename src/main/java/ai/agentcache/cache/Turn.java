package ai.agentcache.cache;

import ai.agentcache.cache.flight.Flight;
import ai.agentcache.cache.flight.Lease;
import ai.agentcache.cache.flight.Pause;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * Finds out who computes an answer: this replica, if it gets the lease; or another, whose answer is
 * then waited for. Each look asks for the lease first and for the entry after it, in one flight to
 * Redis: whoever gets the lease sees what its last holder has stored, and when the holder dies the
 * next look gets it.
 */
final class Turn {

  private final Vertx vertx;
  private final Clock clock;
  private final Shelf shelf;
  private final Computing computing;
  private final Flight<Kept> flight;
  private final Errand errand;
  private final long deadline;
  private final Runnable unwatch;
  private int looks;
  private boolean looking;
  private boolean changed;

  Turn(
      Vertx vertx,
      Clock clock,
      Shelf shelf,
      Computing computing,
      Flight<Kept> flight,
      Errand errand,
      long deadline) {
    this.vertx = vertx;
    this.clock = clock;
    this.shelf = shelf;
    this.computing = computing;
    this.flight = flight;
    this.errand = errand;
    this.deadline = deadline;
    this.unwatch = shelf.watch(errand.ask().tenant(), errand.ask().key(), this::entryChanged);
  }

  /** Looks, and if need be again and again. */
  void look() {
    synchronized (this) {
      looks++;
      looking = true;
      changed = false;
    }
    if (!flight.isWaiting()) {
      unwatch.run();
      return;
    }
    Ask ask = errand.ask();
    Uni<Optional<Lease>> lease = computing.leases().take(ask.id());
    Uni<Lookup> lookup = shelf.recall(ask.tenant(), ask.key());
    Uni.combine()
        .all()
        .unis(lease, lookup)
        .asTuple()
        .subscribe()
        .with(both -> looked(both.getItem1(), both.getItem2()), away -> go(Optional.empty()));
  }

  private void looked(Optional<Lease> lease, Lookup lookup) {
    Kept kept = lookup.kept();
    if (kept != null && errand.terms().accept(kept.entry(), shelf.now())) {
      unwatch.run();
      lease.ifPresent(taken -> taken.release(0));
      flight.found(kept);
    } else if (lease.isPresent() || lookup.degraded() || clock.nanos() - deadline >= 0) {
      go(lease);
    } else {
      pause();
    }
  }

  private void go(Optional<Lease> lease) {
    unwatch.run();
    computing.compute(flight, errand, lease.orElse(null));
  }

  private void pause() {
    int before;
    boolean again;
    synchronized (this) {
      looking = false;
      again = changed;
      before = looks;
    }
    if (again) {
      wake(before);
    } else {
      vertx.setTimer(Pause.millis(before), timer -> wake(before));
    }
  }

  private void entryChanged() {
    int before;
    synchronized (this) {
      changed = true;
      before = looks;
    }
    errand.home().execute(() -> wake(before));
  }

  /** Whoever comes first after so many looks. */
  private void wake(int before) {
    synchronized (this) {
      if (looking || looks != before) {
        return;
      }
      looking = true;
    }
    look();
  }
}
