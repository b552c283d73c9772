package ai.agentcache.cache.flight;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's place in a flight. What it is told it is told in its own home.
 *
 * @param <F> what may turn up in a store meanwhile
 */
public final class Seat<F> {

  private final UniEmitter<? super Arrival<F>> caller;
  private final boolean storing;
  private final Consumer<Optional<Piece.End>> afterwards;
  private final Home home = Home.here();
  private final AtomicBoolean left = new AtomicBoolean();
  private volatile @Nullable Flight<F> flight;
  private volatile boolean joined;
  private volatile boolean arrived;

  /**
   * @param caller who is to be told of the arrival
   * @param storing whether the caller wants the answer stored
   * @param afterwards told when a flight has ended with an answer, or without one, if there was an
   *     arrival; by then the caller may have left
   */
  public Seat(
      UniEmitter<? super Arrival<F>> caller,
      boolean storing,
      Consumer<Optional<Piece.End>> afterwards) {
    this.caller = caller;
    this.storing = storing;
    this.afterwards = afterwards;
    caller.onTermination(this::terminated);
  }

  boolean storing() {
    return storing;
  }

  void take(Flight<F> taken, boolean another) {
    joined = another;
    flight = taken;
  }

  void arrive(Tape tape) {
    arrive(new Arrival.Live<>(new Recording(tape, this::leave), joined));
  }

  void arrive(Arrival<F> arrival) {
    home.execute(
        () -> {
          arrived = true;
          caller.complete(arrival);
        });
  }

  void fail(Throwable failure) {
    home.execute(
        () -> {
          arrived = true;
          caller.fail(failure);
        });
  }

  void over(Optional<Piece.End> end) {
    home.execute(() -> afterwards.accept(end));
  }

  private void terminated() {
    if (!arrived) {
      leave();
    }
  }

  private void leave() {
    Flight<F> taken = flight;
    if (taken != null && left.compareAndSet(false, true)) {
      taken.leave(this);
    }
  }
}
