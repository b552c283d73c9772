package ai.agentcache.cache.flight;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way along a tape, from the first event on, as fast as it asks for. It is served in
 * its own home, by one thread at a time, whoever writes.
 */
final class TapeReader implements Flow.Subscription {

  private final Tape tape;
  private final Flow.Subscriber<? super byte[]> subscriber;
  private final Runnable leaving;
  private final Home home = Home.here();
  private final AtomicLong wanted = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger();
  private volatile boolean done;
  private int next;

  /**
   * @param leaving what to do when the reader goes before the end
   */
  TapeReader(Tape tape, Flow.Subscriber<? super byte[]> subscriber, Runnable leaving) {
    this.tape = tape;
    this.subscriber = subscriber;
    this.leaving = leaving;
  }

  void start() {
    subscriber.onSubscribe(this);
    tape.enter(this);
    if (done) {
      tape.leave(this);
    }
    wake();
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      close();
      subscriber.onError(new IllegalArgumentException("ask for one event or more"));
      return;
    }
    wanted.accumulateAndGet(count, (now, more) -> now + more < 0 ? Long.MAX_VALUE : now + more);
    wake();
  }

  @Override
  public void cancel() {
    if (close()) {
      leaving.run();
    }
  }

  /** There may be something to do. */
  void wake() {
    if (!done && work.getAndIncrement() == 0) {
      home.execute(this::serve);
    }
  }

  private void serve() {
    int seen = 1;
    do {
      while (step()) {
        // as long as there is something
      }
      seen = work.addAndGet(-seen);
    } while (seen != 0);
  }

  /** Does one thing; whether there may be another. */
  private boolean step() {
    boolean over = tape.isOver();
    byte @Nullable [] event = done ? null : tape.at(next);
    if (done) {
      return false;
    }
    if (event == null) {
      if (over && close()) {
        finish();
      }
      return false;
    }
    if (wanted.get() == 0) {
      return false;
    }
    if (wanted.get() != Long.MAX_VALUE) {
      wanted.decrementAndGet();
    }
    next++;
    subscriber.onNext(event);
    return true;
  }

  private void finish() {
    if (tape.isComplete()) {
      subscriber.onComplete();
    } else {
      Throwable failure = tape.failure();
      subscriber.onError(failure == null ? new CancellationException() : failure);
    }
  }

  /** True once. */
  private synchronized boolean close() {
    boolean first = !done;
    done = true;
    if (first) {
      tape.leave(this);
    }
    return first;
  }
}
