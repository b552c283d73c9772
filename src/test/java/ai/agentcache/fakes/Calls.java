package ai.agentcache.fakes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The record of calls: how many, on which paths, how many at once, and the last ones in full (at
 * most 1000 of them and 64 MiB of bodies). Calls of the model {@code bench} are only counted.
 */
public final class Calls {

  private static final int MAX_KEPT = 1000;
  private static final long MAX_BYTES = 64L << 20;

  private final Map<String, Long> byPath = new HashMap<>();
  private final Deque<Call> kept = new ArrayDeque<>();
  private long keptBytes;
  private long total;
  private long numbered;
  private int inFlight;
  private int maxInFlight;
  private int era;

  /** All calls since the start or the last reset. */
  public synchronized long total() {
    return total;
  }

  /** Calls of one path, such as {@code /v1/messages}. */
  public synchronized long of(String path) {
    return byPath.getOrDefault(path, 0L);
  }

  /** Calls by path, in order of the paths. */
  public synchronized Map<String, Long> byPath() {
    return new TreeMap<>(byPath);
  }

  /** Calls that have not ended yet. */
  public synchronized int inFlight() {
    return inFlight;
  }

  /** The most calls that were in flight at the same time. */
  public synchronized int maxInFlight() {
    return maxInFlight;
  }

  /** The last calls, oldest first. */
  public synchronized List<Call> recent() {
    return List.copyOf(kept);
  }

  /** The last call; fails when there was none. */
  public synchronized Call last() {
    if (kept.isEmpty()) {
      throw new AssertionError("no call has arrived");
    }
    return kept.getLast();
  }

  /** Waits until at least so many calls have arrived; fails after the patience. */
  public void awaitTotal(long calls, Duration patience) {
    await(() -> total >= calls, patience);
  }

  /** Waits until no call is in flight; fails after the patience. */
  public void awaitIdle(Duration patience) {
    await(() -> inFlight == 0, patience);
  }

  synchronized Call begin(Received request) {
    int begunIn = era;
    count(request.path());
    Call call = new Call(++numbered, request, System.nanoTime(), ended -> ended(begunIn));
    keep(call);
    notifyAll();
    return call;
  }

  /** Counts a call that is not kept, and is answered at once. */
  synchronized void passed(String path) {
    count(path);
    inFlight--;
  }

  /** Forgets everything; calls that are in flight now are not counted when they end. */
  synchronized void reset() {
    byPath.clear();
    kept.clear();
    keptBytes = 0;
    total = 0;
    inFlight = 0;
    maxInFlight = 0;
    era++;
  }

  private void count(String path) {
    total++;
    byPath.merge(path, 1L, Long::sum);
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
  }

  private void keep(Call call) {
    kept.addLast(call);
    keptBytes += call.request().body().length();
    while (kept.size() > MAX_KEPT || (keptBytes > MAX_BYTES && kept.size() > 1)) {
      keptBytes -= kept.removeFirst().request().body().length();
    }
  }

  private synchronized void ended(int begunIn) {
    if (begunIn == era) {
      inFlight--;
      notifyAll();
    }
  }

  private synchronized void await(BooleanSupplier reached, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!reached.getAsBoolean()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError(total + " calls, " + inFlight + " in flight");
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
