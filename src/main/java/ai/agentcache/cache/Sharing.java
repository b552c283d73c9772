package ai.agentcache.cache;

import ai.agentcache.cache.Served.State;
import ai.agentcache.cache.flight.Arrival;
import ai.agentcache.cache.flight.Computation;
import ai.agentcache.cache.flight.Seat;
import ai.agentcache.resilience.UpstreamException;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.UsageRecorder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question once for all who ask it at a time: from the cache, from a computation that is
 * on its way, or by computing.
 */
@Singleton
final class Sharing {

  private final Shelf shelf;
  private final Computing computing;
  private final Refresher refresher;
  private final AnswerWriter writer;
  private final UsageRecorder usage;
  private final Clock clock;

  Sharing(
      Shelf shelf,
      Computing computing,
      Refresher refresher,
      AnswerWriter writer,
      UsageRecorder usage,
      Clock clock) {
    this.shelf = shelf;
    this.computing = computing;
    this.refresher = refresher;
    this.writer = writer;
    this.usage = usage;
    this.clock = clock;
  }

  /** See {@link ResponseCache#getOrCompute}. */
  Uni<Optional<Served>> getOrCompute(Ask ask, Computation compute, Consumer<Runnable> unanswered) {
    return Uni.createFrom().deferred(() -> answer(Errand.of(ask, compute, unanswered)));
  }

  private Uni<Optional<Served>> answer(Errand errand) {
    Ask ask = errand.ask();
    Count count = new Count(usage.handle(ask.dimensions()), clock);
    if (!errand.terms().reads()) {
      return absent(errand, count, null);
    }
    Hit hit = shelf.near(ask.tenant(), ask.key().redisKey(ask.tenant()), count.start());
    Kept near = hit == null ? null : hit.kept();
    long now = shelf.now();
    if (near != null && errand.terms().accept(near.entry(), now)) {
      return Uni.createFrom().item(stored(errand, near, count, now));
    }
    if (!errand.terms().onlyIfCached() && computing.flights().isAwaited(computing.route(errand))) {
      return computed(errand, count, null);
    }
    return recall(errand)
        .onCancellation()
        .invoke(count::miss)
        .chain(lookup -> looked(errand, lookup, count));
  }

  private Uni<Lookup> recall(Errand errand) {
    Ask ask = errand.ask();
    return shelf.recall(ask.tenant(), ask.key()).emitOn(errand.home());
  }

  private Uni<Optional<Served>> looked(Errand errand, Lookup lookup, Count count) {
    Kept kept = lookup.kept();
    long now = shelf.now();
    return kept != null && errand.terms().accept(kept.entry(), now)
        ? Uni.createFrom().item(stored(errand, kept, count, now))
        : absent(errand.aloneIf(lookup.degraded()), count, kept);
  }

  private Uni<Optional<Served>> absent(Errand errand, Count count, @Nullable Kept old) {
    if (errand.terms().onlyIfCached()) {
      count.miss();
      return Uni.createFrom().item(Optional.empty());
    }
    return computed(errand, count, old);
  }

  private Uni<Optional<Served>> computed(Errand errand, Count count, @Nullable Kept old) {
    return Uni.createFrom()
        .<Arrival<Kept>>emitter(caller -> board(errand, count, caller))
        .chain(arrival -> arrived(errand, count, arrival))
        .onFailure(UpstreamException.class)
        .recoverWithUni(failure -> standIn(errand, count, old, failure))
        .onFailure()
        .invoke(() -> errand.unanswered().accept(count::miss))
        .onCancellation()
        .invoke(count::miss);
  }

  private void board(Errand errand, Count count, UniEmitter<? super Arrival<Kept>> caller) {
    Seat<Kept> seat = new Seat<>(caller, errand.terms().write(), count::over);
    computing
        .flights()
        .board(computing.route(errand), seat)
        .ifPresent(flight -> computing.start(flight, errand));
  }

  private Uni<Optional<Served>> arrived(Errand errand, Count count, Arrival<Kept> arrival) {
    if (arrival instanceof Arrival.Live<Kept> live) {
      return Uni.createFrom().item(Optional.of(live(errand, count, live)));
    }
    Kept kept = ((Arrival.Found<Kept>) arrival).item();
    long now = shelf.now();
    if (!errand.terms().accept(kept.entry(), now)) {
      // Good enough for another who waited for it, and not for this caller.
      return computed(errand.with(errand.terms().withRead(false)), count, kept);
    }
    count.hit(kept.end());
    return Uni.createFrom().item(Optional.of(served(errand, kept, State.JOINED, now)));
  }

  private Served live(Errand errand, Count count, Arrival.Live<Kept> live) {
    if (live.joined()) {
      count.joined();
    } else {
      count.miss();
    }
    Terms terms = errand.terms();
    return new Served(
        live.recording(),
        state(live),
        0,
        terms.write() ? writer.ttl(terms) : 0,
        errand.ask().key(),
        false);
  }

  /** One that is complete and just being stored is as good as one that has been. */
  private static State state(Arrival.Live<Kept> live) {
    if (!live.joined()) {
      return State.MISS;
    }
    return live.recording().isComplete() ? State.HIT : State.JOINED;
  }

  private Optional<Served> stored(Errand errand, Kept kept, Count count, long now) {
    count.hit(kept.end());
    refresher.served(errand, kept, now);
    return Optional.of(served(errand, kept, state(kept, now), now));
  }

  private static State state(Kept kept, long now) {
    return kept.entry().freshness(now) == Entry.Freshness.FRESH ? State.HIT : State.STALE;
  }

  private static Served served(Errand errand, Kept kept, State state, long now) {
    Entry entry = kept.entry();
    return new Served(
        kept.recording(),
        state,
        entry.ageSeconds(now),
        entry.ttlRemaining(now),
        errand.ask().key(),
        false);
  }

  /** An older answer in the place of one that the provider failed to give. */
  private Uni<Optional<Served>> standIn(
      Errand errand, Count count, @Nullable Kept old, Throwable failure) {
    long seconds = errand.terms().staleIfErrorSeconds();
    if (seconds == 0) {
      return Uni.createFrom().failure(failure);
    }
    Uni<Optional<Kept>> known =
        old != null
            ? Uni.createFrom().item(Optional.of(old))
            : recall(errand).map(lookup -> Optional.ofNullable(lookup.kept()));
    return known.chain(
        kept ->
            kept.filter(some -> some.isWithin(seconds, shelf.now()))
                .map(some -> standingIn(errand, count, some))
                .orElseGet(() -> Uni.createFrom().failure(failure)));
  }

  private Uni<Optional<Served>> standingIn(Errand errand, Count count, Kept kept) {
    count.hit(kept.end());
    Served served = served(errand, kept, State.STALE, shelf.now());
    return Uni.createFrom().item(Optional.of(served.asDegraded()));
  }
}
