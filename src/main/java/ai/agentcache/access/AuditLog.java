package ai.agentcache.access;

import ai.agentcache.resilience.UnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Takes audit events without making anybody wait and writes them in batches. While they cannot be
 * written they are kept, as many as the queue holds; what is dropped is counted.
 */
@Singleton
final class AuditLog {

  private static final int BATCH = 500;
  private static final int LONGEST_TEXT = 256;

  private final Function<List<AuditEvent>, Uni<Void>> store;
  private final ArrayBlockingQueue<AuditEvent> waiting;
  private final Counter dropped;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile List<AuditEvent> unwritten = List.of();

  @Inject
  AuditLog(AuditStore store, AccessConfig config, MeterRegistry metrics) {
    this(store::insert, config.auditQueue(), metrics);
  }

  /** With whatever writes a batch, and room for so many events. */
  AuditLog(Function<List<AuditEvent>, Uni<Void>> store, int room, MeterRegistry metrics) {
    this.store = store;
    waiting = new ArrayBlockingQueue<>(room);
    dropped = metrics.counter("agentcache.audit.dropped");
    metrics.gaugeCollectionSize("agentcache.audit.waiting", List.of(), waiting);
  }

  /** Text from outside, short enough to be kept. */
  static String printable(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  /** Takes one event; never waits, never fails. */
  void record(AuditEvent event) {
    if (!waiting.offer(event)) {
      dropped.increment();
    }
  }

  /** Writes what is waiting; never fails. */
  Uni<Void> flush() {
    return Uni.createFrom().deferred(this::flushAlone);
  }

  private Uni<Void> flushAlone() {
    if (!writing.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return writeAll().eventually(() -> writing.set(false));
  }

  private Uni<Void> writeAll() {
    List<AuditEvent> batch = nextBatch();
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    unwritten = batch;
    return store
        .apply(batch)
        .invoke(() -> unwritten = List.of())
        .chain(this::writeAll)
        .onFailure()
        .recoverWithUni(failure -> notWritten(batch, failure));
  }

  private List<AuditEvent> nextBatch() {
    if (!unwritten.isEmpty()) {
      return unwritten;
    }
    List<AuditEvent> batch = new ArrayList<>();
    waiting.drainTo(batch, BATCH);
    return batch;
  }

  /** A store that is away comes back; a batch it refuses would be refused for ever. */
  private Uni<Void> notWritten(List<AuditEvent> batch, Throwable failure) {
    if (!(failure instanceof UnavailableException)) {
      Log.errorf("%d audit events could not be written and are lost: %s", batch.size(), failure);
      dropped.increment(batch.size());
      unwritten = List.of();
    }
    return Uni.createFrom().voidItem();
  }
}
