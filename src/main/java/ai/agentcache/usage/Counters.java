package ai.agentcache.usage;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts what happens in one combination of dimensions. Cheap enough for every request of every
 * event loop, and may be held as long as one likes: whoever counts puts it in line for the next
 * flush, whether or not the recorder still knows it.
 */
public final class Counters {

  private static final int STRIPES =
      Integer.highestOneBit(Math.max(1, 2 * Runtime.getRuntime().availableProcessors() - 1));

  private final Dimensions dimensions;
  private final Queue<Counters> dirty;
  private final AtomicBoolean queued = new AtomicBoolean();
  private final AtomicReferenceArray<CounterStripe> stripes = new AtomicReferenceArray<>(STRIPES);
  private volatile long usedAt;

  Counters(Dimensions dimensions, Queue<Counters> dirty, long now) {
    this.dimensions = dimensions;
    this.dirty = dirty;
    this.usedAt = now;
  }

  /**
   * An answer came from the cache.
   *
   * @param latencyNanos how long the caller waited for it here
   * @param tokensSaved tokens of the answer, prompt included
   * @param costSavedNanos what it had cost, nano-dollars
   */
  public void hit(long latencyNanos, long tokensSaved, long costSavedNanos) {
    CounterStripe stripe = stripe();
    stripe.add(Metric.EVENTS, 1);
    stripe.add(Metric.HITS, 1);
    stripe.add(Metric.TOKENS_SAVED, tokensSaved);
    stripe.add(Metric.COST_SAVED, costSavedNanos);
    stripe.latency(latencyNanos);
    queue();
  }

  /**
   * The cache had no answer.
   *
   * @param latencyNanos how long the caller waited to learn it
   */
  public void miss(long latencyNanos) {
    CounterStripe stripe = stripe();
    stripe.add(Metric.EVENTS, 1);
    stripe.add(Metric.MISSES, 1);
    stripe.latency(latencyNanos);
    queue();
  }

  /**
   * An answer was put into the cache.
   *
   * @param usage its tokens
   * @param costNanos what it cost, nano-dollars
   */
  public void stored(TokenUsage usage, long costNanos) {
    CounterStripe stripe = stripe();
    stripe.add(Metric.EVENTS, 1);
    stripe.add(Metric.TOKENS_STORED, usage.total());
    stripe.add(Metric.COST_STORED, costNanos);
    queue();
  }

  /** A provider is called. */
  public void called() {
    CounterStripe stripe = stripe();
    stripe.add(Metric.EVENTS, 1);
    stripe.add(Metric.UPSTREAM_CALLS, 1);
    queue();
  }

  /** A call to a provider failed by its fault. */
  public void failed() {
    CounterStripe stripe = stripe();
    stripe.add(Metric.EVENTS, 1);
    stripe.add(Metric.UPSTREAM_FAILURES, 1);
    queue();
  }

  /**
   * A provider has begun to stream an answer.
   *
   * @param nanos how long after it was called
   */
  public void begun(long nanos) {
    CounterStripe stripe = stripe();
    stripe.add(Metric.EVENTS, 1);
    stripe.add(Metric.STREAMS, 1);
    stripe.add(Metric.FIRST_TOKEN, nanos);
    queue();
  }

  /**
   * A provider has charged for an answer, or a part of one.
   *
   * @param usage its tokens
   * @param costNanos what it cost, nano-dollars
   */
  public void spent(TokenUsage usage, long costNanos) {
    CounterStripe stripe = stripe();
    stripe.add(Metric.EVENTS, 1);
    stripe.add(Metric.SPENT, costNanos);
    stripe.add(Metric.SPENT_INPUT, usage.input());
    stripe.add(Metric.SPENT_OUTPUT, usage.output());
    queue();
  }

  Dimensions dimensions() {
    return dimensions;
  }

  /** Takes out everything counted so far. One at a time. */
  Totals drain(long now) {
    usedAt = now;
    queued.set(false);
    Totals totals = new Totals();
    for (int i = 0; i < STRIPES; i++) {
      CounterStripe stripe = stripes.get(i);
      if (stripe != null) {
        stripe.drainTo(totals);
      }
    }
    return totals;
  }

  /** Whether nothing was counted for so long, nanoseconds. */
  boolean idle(long now, long nanos) {
    return !queued.get() && now - usedAt > nanos;
  }

  /** After counting: a drain that has begun before may have missed it and a new one is needed. */
  private void queue() {
    if (!queued.get() && queued.compareAndSet(false, true)) {
      dirty.add(this);
    }
  }

  private CounterStripe stripe() {
    int index = (int) Thread.currentThread().getId() & (STRIPES - 1);
    CounterStripe stripe = stripes.get(index);
    if (stripe == null) {
      stripes.compareAndSet(index, null, new CounterStripe());
      stripe = stripes.get(index);
    }
    return stripe;
  }
}
