package ai.agentcache.cache;

import ai.agentcache.cache.flight.Answer;
import ai.agentcache.cache.flight.Flight;
import ai.agentcache.cache.flight.FlightRules;
import ai.agentcache.cache.flight.Flights;
import ai.agentcache.cache.flight.Lease;
import ai.agentcache.cache.flight.LeaseStore;
import ai.agentcache.cache.flight.Leases;
import ai.agentcache.cache.flight.Route;
import ai.agentcache.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has answers computed, by one replica at a time where replicas can agree, and stored. */
@Singleton
final class Computing {

  private final Vertx vertx;
  private final Clock clock;
  private final Shelf shelf;
  private final AnswerWriter writer;
  private final Flights<Kept> flights;
  private final Leases leases;
  private final long leaseWaitNanos;
  private final Counter computations;

  Computing(
      Vertx vertx,
      Clock clock,
      Shelf shelf,
      AnswerWriter writer,
      LeaseStore store,
      CacheConfig config,
      MeterRegistry registry) {
    this.vertx = vertx;
    this.clock = clock;
    this.shelf = shelf;
    this.writer = writer;
    this.flights = new Flights<>(vertx, clock, rules(config));
    this.leases = new Leases(vertx, store, config.lease());
    this.leaseWaitNanos = config.leaseWait().toNanos();
    this.computations =
        Counter.builder("agentcache.cache.computations")
            .description("Answers that had to be computed, for a caller or to replace an old one")
            .register(registry);
    Gauge.builder("agentcache.cache.flights", flights, Flights::size)
        .description("Computations that can be joined")
        .strongReference(true)
        .register(registry);
  }

  private static FlightRules rules(CacheConfig config) {
    return new FlightRules(
        config.maxFlights(),
        config.maxValueBytes(),
        config.abandoned() == Abandoned.FINISH,
        config.abandonedFor());
  }

  Flights<Kept> flights() {
    return flights;
  }

  Leases leases() {
    return leases;
  }

  /** Gets a flight under way: by computing, or by waiting for another replica. */
  void start(Flight<Kept> flight, Errand errand) {
    Terms terms = errand.terms();
    if (!terms.write() || errand.alone() || flight.isApart()) {
      compute(flight, errand, stored -> {});
    } else if (terms.reads() && !flight.isSuperseding()) {
      new Turn(vertx, clock, shelf, this, flight, errand, clock.nanos() + leaseWaitNanos).look();
    } else {
      leases
          .take(errand.ask().id())
          .subscribe()
          .with(
              lease -> compute(flight, errand, lease.orElse(null)),
              away -> compute(flight, errand, stored -> {}));
    }
  }

  /** What the flight for an errand is looked up by. */
  Route route(Errand errand) {
    Ask ask = errand.ask();
    return new Route(ask.id(), !errand.terms().reads(), shelf.invalidations(ask.tenant()));
  }

  /** Computes for those who wait, and gives the lease back, if there is one. */
  void compute(Flight<Kept> flight, Errand errand, @Nullable Lease lease) {
    compute(
        flight,
        errand,
        stored -> {
          if (lease != null) {
            lease.release(0);
          }
        });
    if (lease != null) {
      lease.keep();
    }
  }

  /**
   * Computes and stores.
   *
   * @param settled told in the end, whether the answer is in Redis now
   */
  void compute(Flight<Kept> flight, Errand errand, Consumer<Boolean> settled) {
    long began = clock.nanos();
    long beganMicros = shelf.now();
    boolean departed =
        flight.depart(
            errand.compute(),
            errand.home(),
            answer ->
                store(flight, errand, answer, (clock.nanos() - began) / 1_000_000, beganMicros)
                    .subscribe()
                    .with(
                        stored -> {
                          flight.retire();
                          settled.accept(stored);
                        }),
            failure -> settled.accept(false));
    if (departed) {
      computations.increment();
    } else {
      settled.accept(false);
    }
  }

  private Uni<Boolean> store(
      Flight<Kept> flight, Errand errand, Answer answer, long tookMillis, long beganMicros) {
    return answer.end().storable() && flight.isStorable()
        ? writer.write(errand.ask(), answer, tookMillis, beganMicros)
        : Uni.createFrom().item(false);
  }
}
