package ai.agentcache.fakes;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One request and what became of it; numbered from 1 in the order of arrival. */
public final class Call {

  private final long number;
  private final Received request;
  private final long arrivedNanos;
  private final Consumer<Call> onEnd;
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private final AtomicLong bytes = new AtomicLong();

  Call(long number, Received request, long arrivedNanos, Consumer<Call> onEnd) {
    this.number = number;
    this.request = request;
    this.arrivedNanos = arrivedNanos;
    this.onEnd = onEnd;
  }

  /** The place in the order of arrival, from 1. */
  public long number() {
    return number;
  }

  /** What was asked. */
  public Received request() {
    return request;
  }

  /** How it ended, once it has. */
  public Optional<Ending> ending() {
    return Optional.ofNullable(ended.getNow(null));
  }

  /** Waits until it has ended; fails after the patience. */
  public Ending awaitEnd(Duration patience) {
    try {
      return ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("call " + number + " has not ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  void wrote(long more) {
    bytes.addAndGet(more);
  }

  long bytes() {
    return bytes.get();
  }

  boolean hasEnded() {
    return ended.isDone();
  }

  /** The first ending counts. */
  void end(Ending.Kind kind) {
    long millis = (System.nanoTime() - arrivedNanos) / 1_000_000;
    if (ended.complete(new Ending(kind, millis, bytes.get()))) {
      onEnd.accept(this);
    }
  }
}
