package ai.agentcache.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.resilience.UnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditLogTest {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<List<AuditEvent>> written = new ArrayList<>();
  private @Nullable RuntimeException refusal;
  private final AuditLog log = new AuditLog(this::write, 1_200, metrics);

  @Test
  void flush_manyWaiting_writesBatchesInOrder() {
    record(1_200);

    flush();

    assertEquals(List.of(500, 500, 200), written.stream().map(List::size).toList());
    assertEquals("r0", written.get(0).get(0).requestId());
    assertEquals("r1199", written.get(2).get(199).requestId());
  }

  @Test
  void flush_storeAway_keepsAndWritesLater() {
    record(3);
    refusal = new UnavailableException("postgres", "test");
    flush();
    assertEquals(List.of(), written);

    refusal = null;
    flush();

    assertEquals(List.of(3), written.stream().map(List::size).toList());
    assertEquals(0, dropped());
  }

  @Test
  void flush_batchRefused_isDroppedAndCountedNotRepeated() {
    record(3);
    refusal = new IllegalArgumentException("test");
    flush();

    refusal = null;
    flush();

    assertEquals(List.of(), written);
    assertEquals(3, dropped());
  }

  @Test
  void record_queueFull_dropsAndCounts() {
    record(1_210);

    assertEquals(10, dropped());
  }

  private void record(int events) {
    for (int i = 0; i < events; i++) {
      log.record(new AuditEvent(Instant.EPOCH, "a", "b", null, null, "r" + i, "{}"));
    }
  }

  private void flush() {
    log.flush().subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();
  }

  private double dropped() {
    return metrics.counter("agentcache.audit.dropped").count();
  }

  private Uni<Void> write(List<AuditEvent> batch) {
    if (refusal != null) {
      return Uni.createFrom().failure(refusal);
    }
    written.add(batch);
    return Uni.createFrom().voidItem();
  }
}
