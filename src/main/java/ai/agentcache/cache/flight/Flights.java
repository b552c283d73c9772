package ai.agentcache.cache.flight;

import ai.agentcache.time.Clock;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The computations of this replica that can be joined, one at a time for each question.
 *
 * @param <F> what may turn up in a store meanwhile
 */
public final class Flights<F> {

  private final Vertx vertx;
  private final Clock clock;
  private final FlightRules rules;
  private final ConcurrentHashMap<String, Flight<F>> current = new ConcurrentHashMap<>();

  public Flights(Vertx vertx, Clock clock, FlightRules rules) {
    this.vertx = vertx;
    this.clock = clock;
    this.rules = rules;
  }

  /** Whether somebody waits for what would serve here, too. */
  public boolean isAwaited(Route route) {
    Flight<F> flight = current.get(route.id());
    return flight != null && flight.route().serves(route) && flight.isAwaited();
  }

  /** How many there are. */
  public int size() {
    return current.size();
  }

  /**
   * Finds a place in the flight that serves.
   *
   * @return the flight if it is a new one, for which the caller now has to do what it takes; one
   *     that the present one does not serve takes its place, and where there is room for no more
   *     the new one cannot be joined
   */
  public Optional<Flight<F>> board(Route route, Seat<F> seat) {
    Flight<F> fresh = new Flight<>(this, route, vertx, clock, rules);
    Flight<F> taken =
        current.compute(route.id(), (id, running) -> seated(running, fresh, route, seat));
    if (taken == null) {
      fresh.apart();
      fresh.enter(seat, false);
    } else if (taken != fresh) {
      taken.settle();
      return Optional.empty();
    }
    return Optional.of(fresh);
  }

  private @Nullable Flight<F> seated(
      @Nullable Flight<F> running, Flight<F> fresh, Route route, Seat<F> seat) {
    if (running == null && current.mappingCount() >= rules.most()) {
      return null;
    }
    if (running != null) {
      if (running.route().serves(route) && running.enter(seat, true)) {
        return running;
      }
      fresh.supersede();
    }
    fresh.enter(seat, false);
    return fresh;
  }

  /** A flight for which nobody waits yet, unless there is one already or no room. */
  public Optional<Flight<F>> reserve(Route route) {
    if (current.mappingCount() >= rules.most()) {
      return Optional.empty();
    }
    Flight<F> fresh = new Flight<>(this, route, vertx, clock, rules);
    fresh.unattended();
    return current.putIfAbsent(route.id(), fresh) == null ? Optional.of(fresh) : Optional.empty();
  }

  boolean isCurrent(Flight<F> flight) {
    return current.get(flight.route().id()) == flight;
  }

  void remove(Flight<F> flight) {
    current.remove(flight.route().id(), flight);
  }
}
