package ai.agentcache.cache.flight;

import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One computation and all who wait for it.
 *
 * <pre>
 * WAITING --depart--> COMPUTING --end--> LANDED
 *    |                    |
 *    `---found, failure, nobody waits---> CLOSED
 * </pre>
 *
 * Seats are taken until it is closed; whoever comes after the head gets the recording at once. Safe
 * for use by several threads: nobody is told anything under its lock.
 *
 * @param <F> what may turn up in a store meanwhile
 */
public final class Flight<F> {

  private enum Phase {
    WAITING,
    COMPUTING,
    LANDED,
    CLOSED
  }

  private final Flights<F> flights;
  private final Route route;
  private final Vertx vertx;
  private final Clock clock;
  private final FlightRules rules;
  private final Attendance attendance;
  private final Tape tape = new Tape();
  private List<Seat<F>> waiting = new ArrayList<>();
  private List<Seat<F>> served = new ArrayList<>();
  private Phase phase = Phase.WAITING;
  private boolean begun;
  private boolean apart;
  private boolean superseding;
  private Piece.@Nullable End end;
  private @Nullable Cancellable upstream;
  private volatile Home home = new Home(null);
  private volatile Consumer<Throwable> failed = failure -> {};

  Flight(Flights<F> flights, Route route, Vertx vertx, Clock clock, FlightRules rules) {
    this.flights = flights;
    this.route = route;
    this.vertx = vertx;
    this.clock = clock;
    this.rules = rules;
    this.attendance = new Attendance(rules.finishes(), rules.patience().toNanos());
  }

  Route route() {
    return route;
  }

  /** It cannot be joined, for there is no room among the flights. */
  synchronized void apart() {
    apart = true;
  }

  /** Whether it cannot be joined. */
  public synchronized boolean isApart() {
    return apart;
  }

  /** It has taken the place of another that is not over yet. */
  synchronized void supersede() {
    superseding = true;
  }

  /** Whether another that does not serve is under way: waiting for it would be no use. */
  public synchronized boolean isSuperseding() {
    return superseding;
  }

  synchronized void unattended() {
    attendance.unattended(clock.nanos());
  }

  synchronized boolean isAwaited() {
    return !attendance.isEmpty() && phase != Phase.CLOSED;
  }

  /** Takes a seat unless it is closed. Its arrival, if there is a head, comes with settling. */
  synchronized boolean enter(Seat<F> seat, boolean joins) {
    if (phase == Phase.CLOSED) {
      return false;
    }
    attendance.enter(seat.storing());
    seat.take(this, joins);
    waiting.add(seat);
    return true;
  }

  /** Gives the recording to those who wait, if there is a head. */
  void settle() {
    List<Seat<F>> due;
    Optional<Piece.End> over;
    synchronized (this) {
      if (!begun || phase == Phase.CLOSED) {
        return;
      }
      due = waiting;
      waiting = new ArrayList<>();
      over = Optional.ofNullable(end);
      if (over.isEmpty()) {
        served.addAll(due);
      }
    }
    due.forEach(seat -> seat.arrive(tape));
    over.ifPresent(last -> due.forEach(seat -> seat.over(over)));
  }

  /**
   * Begins the computation.
   *
   * @param origin where to begin it
   * @param landing told of the end; the flight can be joined until it retires
   * @param failing told of a failure, or that nobody waits any more
   * @return false if it is closed, for nobody waits; then nothing is begun and nobody told
   */
  public boolean depart(
      Computation computation, Home origin, Consumer<Answer> landing, Consumer<Throwable> failing) {
    synchronized (this) {
      if (phase != Phase.WAITING) {
        return false;
      }
      phase = Phase.COMPUTING;
      home = origin;
      failed = failing;
    }
    if (!isAwaited()) {
      lookLater();
    }
    home.execute(() -> subscribe(computation, landing));
    return true;
  }

  private void subscribe(Computation computation, Consumer<Answer> landing) {
    Multi<Piece> pieces;
    try {
      pieces = computation.get();
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    Cancellable subscription =
        pieces.subscribe().with(piece -> take(piece, landing), this::fail, this::completed);
    boolean unwanted;
    synchronized (this) {
      upstream = subscription;
      unwanted = phase == Phase.CLOSED;
    }
    if (unwanted) {
      subscription.cancel();
    }
  }

  /** After its end that is in order, and costs no stack trace. */
  private void completed() {
    boolean early;
    synchronized (this) {
      early = phase == Phase.COMPUTING;
    }
    if (early) {
      fail(new IllegalStateException("a computation completed without its end"));
    }
  }

  private void take(Piece piece, Consumer<Answer> landing) {
    try {
      if (piece instanceof Piece.Event event) {
        tape.add(event.json());
      } else if (piece instanceof Piece.Head head) {
        tape.begin(head.json());
        begin();
      } else if (piece instanceof Piece.End last) {
        tape.complete(last);
        land(last);
        landing.accept(new Answer(tape.head(), tape.events(), last));
      }
    } catch (IllegalStateException e) {
      cancel(e);
    }
  }

  private void begin() {
    synchronized (this) {
      begun = true;
    }
    settle();
  }

  private void land(Piece.End last) {
    List<Seat<F>> all;
    synchronized (this) {
      if (phase != Phase.COMPUTING) {
        return;
      }
      phase = Phase.LANDED;
      end = last;
      all = served;
      served = new ArrayList<>();
    }
    all.forEach(seat -> seat.over(Optional.of(last)));
  }

  /** Whether it has not begun, and somebody waits for it or nobody has to. */
  public synchronized boolean isWaiting() {
    return phase == Phase.WAITING;
  }

  /** Ends the wait: the answer has turned up. */
  public void found(F item) {
    List<Seat<F>> due;
    synchronized (this) {
      if (phase != Phase.WAITING) {
        return;
      }
      due = close();
    }
    flights.remove(this);
    due.forEach(seat -> seat.arrive(new Arrival.Found<>(item)));
  }

  /** Ends it before it begins if nobody waits for it; whether it did. */
  public boolean closeIfUnawaited() {
    synchronized (this) {
      if (!attendance.isEmpty() || phase != Phase.WAITING) {
        return false;
      }
      close();
    }
    flights.remove(this);
    return true;
  }

  /** Lets nobody join any more, after the landing. */
  public void retire() {
    flights.remove(this);
  }

  /** Under the lock: who was waiting. */
  private List<Seat<F>> close() {
    List<Seat<F>> due = waiting;
    phase = Phase.CLOSED;
    waiting = new ArrayList<>();
    return due;
  }

  private void fail(Throwable failure) {
    List<Seat<F>> due;
    List<Seat<F>> rest;
    synchronized (this) {
      if (phase == Phase.LANDED || phase == Phase.CLOSED) {
        return;
      }
      due = close();
      rest = served;
      served = new ArrayList<>();
    }
    flights.remove(this);
    tape.fail(failure);
    failed.accept(failure);
    due.forEach(seat -> seat.fail(failure));
    rest.forEach(seat -> seat.over(Optional.empty()));
  }

  private void cancel(Throwable reason) {
    fail(reason);
    Cancellable running;
    synchronized (this) {
      running = upstream;
    }
    if (running != null) {
      home.execute(running::cancel);
    }
  }

  void leave(Seat<F> seat) {
    Attendance.Verdict verdict;
    synchronized (this) {
      waiting.remove(seat);
      if (phase == Phase.LANDED || phase == Phase.CLOSED) {
        return;
      }
      boolean worth = phase == Phase.COMPUTING && tape.bytes() <= rules.storableBytes();
      verdict = attendance.leave(clock.nanos(), worth);
    }
    if (verdict == Attendance.Verdict.CANCEL) {
      cancel(new CancellationException("nobody waits for the answer"));
    } else if (verdict == Attendance.Verdict.FINISH) {
      lookLater();
    }
  }

  /** Ends it if nobody has waited for too long by then. */
  private void lookLater() {
    vertx.setTimer(
        Math.max(1, rules.patience().toMillis()),
        timer -> {
          boolean overdue;
          synchronized (this) {
            overdue = attendance.isOverdue(clock.nanos());
          }
          if (overdue) {
            cancel(new CancellationException("nobody waited for the answer"));
          }
        });
  }

  /** Whether its answer may be stored: somebody wants it, it fits, and no newer one is made. */
  public synchronized boolean isStorable() {
    return attendance.isStoring()
        && tape.bytes() <= rules.storableBytes()
        && (apart || flights.isCurrent(this));
  }
}
