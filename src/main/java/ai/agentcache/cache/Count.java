package ai.agentcache.cache;

import ai.agentcache.cache.flight.Piece;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.Counters;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts one request once, whatever becomes of it. */
final class Count {

  private final Counters counters;
  private final Clock clock;
  private final long start;
  private final AtomicBoolean done = new AtomicBoolean();
  private volatile long latency = -1;

  Count(Counters counters, Clock clock) {
    this.counters = counters;
    this.clock = clock;
    this.start = clock.nanos();
  }

  /** When the request began, nanoseconds. */
  long start() {
    return start;
  }

  /** It was answered from the cache. */
  void hit(Piece.End end) {
    if (done.compareAndSet(false, true)) {
      counters.hit(latency(), end.usage().total(), end.costNanos());
    }
  }

  /** It was not; how long that took to learn is how long it took until now. */
  void miss() {
    if (done.compareAndSet(false, true)) {
      counters.miss(latency());
    }
  }

  /** It is being answered from another's computation; whether that was a hit is not known yet. */
  void joined() {
    latency = clock.nanos() - start;
  }

  /** How the computation that was joined has ended. */
  void over(Optional<Piece.End> end) {
    end.ifPresentOrElse(this::hit, this::miss);
  }

  private long latency() {
    return latency >= 0 ? latency : clock.nanos() - start;
  }
}
