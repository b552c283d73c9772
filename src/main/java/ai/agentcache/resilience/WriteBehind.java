package ai.agentcache.resilience;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is to be stored without making anybody wait, and stores it in batches, in order. While
 * the store is away things wait, as many as there is room for; what is dropped is counted.
 *
 * @param <T> what is stored
 */
public final class WriteBehind<T> {

  private static final Logger LOG = Logger.getLogger(WriteBehind.class);

  private final String name;
  private final int batch;
  private final Function<List<T>, Uni<Void>> store;
  private final ArrayBlockingQueue<T> waiting;
  private final Counter dropped;
  private final AtomicReference<@Nullable Uni<Void>> running = new AtomicReference<>();
  private volatile List<T> unwritten = List.of();

  /**
   * @param name what it is called in metrics: {@code <name>.waiting} and {@code <name>.dropped}
   * @param batch how many are stored at once; few, if they are laid out on an event loop
   * @param store stores a batch
   * @param room how many may wait
   */
  public WriteBehind(
      String name, int batch, Function<List<T>, Uni<Void>> store, int room, MeterRegistry metrics) {
    this.name = name;
    this.batch = batch;
    this.store = store;
    this.waiting = new ArrayBlockingQueue<>(room);
    this.dropped = metrics.counter(name + ".dropped");
    metrics.gaugeCollectionSize(name + ".waiting", List.of(), waiting);
  }

  /** Takes one; never waits, never fails. */
  public void add(T one) {
    if (!waiting.offer(one)) {
      dropped.increment();
    }
  }

  /** Stores what is waiting, or waits for whoever does so already; never fails. */
  public Uni<Void> flush() {
    return Uni.createFrom().deferred(this::flushOrJoin);
  }

  private Uni<Void> flushOrJoin() {
    Uni<Void> own = storeAll().eventually(() -> running.set(null)).memoize().indefinitely();
    Uni<Void> other = running.compareAndExchange(null, own);
    return other == null ? own : other;
  }

  /** One batch after the other, and none inside another: under load the last one is far. */
  private Uni<Void> storeAll() {
    return Uni.createFrom()
        .deferred(this::storeNext)
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Boolean> storeNext() {
    List<T> next = nextBatch();
    if (next.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    unwritten = next;
    return store
        .apply(next)
        .invoke(() -> unwritten = List.of())
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(failure -> notStored(next, failure));
  }

  private List<T> nextBatch() {
    if (!unwritten.isEmpty()) {
      return unwritten;
    }
    List<T> next = new ArrayList<>();
    waiting.drainTo(next, batch);
    return next;
  }

  /** A store that is away comes back; a batch it refuses would be refused for ever. */
  private boolean notStored(List<T> lost, Throwable failure) {
    if (!(failure instanceof UnavailableException)) {
      LOG.errorf("%d of %s could not be stored and are lost: %s", lost.size(), name, failure);
      dropped.increment(lost.size());
      unwritten = List.of();
    }
    return false;
  }
}
