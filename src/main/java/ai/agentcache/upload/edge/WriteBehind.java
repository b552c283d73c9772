package ai.agentcache.upload.edge;

import ai.agentcache.resilience.UnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes what is to be stored without making anybody wait, and stores it in batches, in order. While
 * the store is away things wait, as many as there is room for; what is dropped is counted.
 *
 * @param <T> what is stored
 */
public final class WriteBehind<T> {

  private static final Logger LOG = Logger.getLogger(WriteBehind.class);

  /** Small, because what is written is laid out on an event loop. */
  private static final int BATCH = 100;

  private final String name;
  private final Function<List<T>, Uni<Void>> store;
  private final ArrayBlockingQueue<T> waiting;
  private final Counter dropped;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile List<T> unwritten = List.of();

  /**
   * @param name what it is called in metrics: {@code agentcache.upload.<name>.waiting} and {@code
   *     .dropped}
   * @param store stores a batch
   * @param room how many may wait
   */
  public WriteBehind(
      String name, Function<List<T>, Uni<Void>> store, int room, MeterRegistry metrics) {
    this.name = name;
    this.store = store;
    this.waiting = new ArrayBlockingQueue<>(room);
    this.dropped = metrics.counter("agentcache.upload." + name + ".dropped");
    metrics.gaugeCollectionSize("agentcache.upload." + name + ".waiting", List.of(), waiting);
  }

  /** Takes one; never waits, never fails. */
  public void add(T one) {
    if (!waiting.offer(one)) {
      dropped.increment();
    }
  }

  /** Stores what is waiting; never fails. */
  public Uni<Void> flush() {
    return Uni.createFrom().deferred(this::flushAlone);
  }

  private Uni<Void> flushAlone() {
    if (!writing.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return storeAll().eventually(() -> writing.set(false));
  }

  private Uni<Void> storeAll() {
    List<T> batch = nextBatch();
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    unwritten = batch;
    return store
        .apply(batch)
        .invoke(() -> unwritten = List.of())
        .chain(this::storeAll)
        .onFailure()
        .recoverWithUni(failure -> notStored(batch, failure));
  }

  private List<T> nextBatch() {
    if (!unwritten.isEmpty()) {
      return unwritten;
    }
    List<T> batch = new ArrayList<>();
    waiting.drainTo(batch, BATCH);
    return batch;
  }

  /** A store that is away comes back; a batch it refuses would be refused for ever. */
  private Uni<Void> notStored(List<T> batch, Throwable failure) {
    if (!(failure instanceof UnavailableException)) {
      LOG.errorf("%d %s could not be stored and are lost: %s", batch.size(), name, failure);
      dropped.increment(batch.size());
      unwritten = List.of();
    }
    return Uni.createFrom().voidItem();
  }
}
