package ai.agentcache.cache;

import ai.agentcache.cache.flight.EarlyRefresh;
import ai.agentcache.cache.flight.Flight;
import ai.agentcache.cache.flight.Lease;
import ai.agentcache.cache.flight.RefreshGate;
import ai.agentcache.cache.flight.Route;
import ai.agentcache.time.Clock;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Has answers computed anew while they are still served, before their life is over: by one replica
 * at a time, and not again for a while when it fails.
 */
@Singleton
final class Refresher {

  private static final long SECOND = 1_000_000;
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Clock clock;
  private final Shelf shelf;
  private final Computing computing;
  private final RefreshGate gate = new RefreshGate();
  private final boolean enabled;
  private final double beta;
  private final long backoffMillis;

  Refresher(Clock clock, Shelf shelf, Computing computing, CacheConfig config) {
    this.clock = clock;
    this.shelf = shelf;
    this.computing = computing;
    this.enabled = config.revalidate();
    this.beta = config.refreshBeta();
    this.backoffMillis = config.refreshBackoff().toMillis();
  }

  /** An answer was served; begins to compute it anew if it is time. */
  void served(Errand errand, Kept kept, long nowMicros) {
    Terms terms = errand.terms();
    if (!enabled || !terms.revalidate() || !terms.write() || !isDue(kept, nowMicros)) {
      return;
    }
    Route route = computing.route(errand);
    if (gate.isOpen(route.id(), clock.nanos())) {
      computing.flights().reserve(route).ifPresent(flight -> start(flight, errand, kept));
    }
  }

  private boolean isDue(Kept kept, long nowMicros) {
    Entry entry = kept.entry();
    return EarlyRefresh.isDue(
        nowMicros,
        entry.storedAtMicros(),
        entry.ttlSeconds() * SECOND,
        kept.tookMillis() * 1_000,
        beta,
        1 - ThreadLocalRandom.current().nextDouble());
  }

  private void start(Flight<Kept> flight, Errand errand, Kept old) {
    String id = errand.ask().id();
    gate.close(id, clock.nanos() + SHORT_NANOS);
    computing
        .leases()
        .takeUnlessResting(id)
        .subscribe()
        .with(
            lease ->
                lease.ifPresentOrElse(
                    taken -> check(flight, errand, old, taken), () -> standDown(flight, errand)),
            away -> standDown(flight, errand));
  }

  /** Another replica may just have done it. */
  private void check(Flight<Kept> flight, Errand errand, Kept old, Lease lease) {
    Ask ask = errand.ask();
    shelf
        .recall(ask.tenant(), ask.key())
        .subscribe()
        .with(
            lookup -> {
              Kept present = lookup.kept();
              if (present != null && isNewer(present, old)) {
                lease.release(0);
                standDown(flight, errand);
              } else {
                compute(flight, errand, lease);
              }
            },
            failure -> compute(flight, errand, lease));
  }

  private static boolean isNewer(Kept present, Kept old) {
    return present.entry().storedAtMicros() > old.entry().storedAtMicros();
  }

  private void compute(Flight<Kept> flight, Errand errand, Lease lease) {
    lease.keep();
    computing.compute(flight, errand, stored -> settled(errand.ask().id(), lease, stored));
  }

  private void settled(String id, Lease lease, boolean stored) {
    if (!stored) {
      gate.close(id, clock.nanos() + TimeUnit.MILLISECONDS.toNanos(backoffMillis));
    }
    lease.release(stored ? 0 : backoffMillis);
  }

  /** Somebody else does it; who has come to wait for it meanwhile waits for that. */
  private void standDown(Flight<Kept> flight, Errand errand) {
    if (!flight.closeIfUnawaited()) {
      computing.start(flight, errand);
    }
  }
}
