package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final List<Batch> sent = new ArrayList<>();
  private final List<UniEmitter<? super Void>> waiting = new ArrayList<>();
  private final Outbox outbox = new Outbox(Samples.TENANT, 10_000);

  private Uni<Void> send(Batch batch) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              sent.add(batch);
              waiting.add(emitter);
            });
  }

  private void add(long minute) {
    outbox.add(new UsageRow(60 * minute, Samples.dimensions("default", "gpt-4o"), Samples.hits(1)));
  }

  private void answer() {
    waiting.remove(0).complete(null);
  }

  private void refuse() {
    waiting.remove(0).fail(new UnavailableException("redis", "test"));
  }

  private AtomicInteger flush() {
    AtomicInteger outcome = new AtomicInteger();
    outbox.flush(this::send).subscribe().with(v -> outcome.set(1), e -> outcome.set(-1));
    return outcome;
  }

  @Test
  void flush_failed_sendsTheVerySameBatchAgainBeforeAnythingNew() {
    add(1);
    AtomicInteger first = flush();
    add(2);
    refuse();
    assertEquals(-1, first.get());
    AtomicInteger second = flush();
    assertEquals(sent.get(0), sent.get(1));
    answer();
    assertEquals(2, sent.get(2).number());
    assertEquals(120, sent.get(2).rows().get(0).time());
    answer();
    assertEquals(1, second.get());
    assertTrue(outbox.isEmpty());
  }

  @Test
  void flush_whileOneIsUnderWay_sharesItAndBringsWhatCameBefore() {
    add(1);
    AtomicInteger first = flush();
    add(2);
    AtomicInteger second = flush();
    assertEquals(1, sent.size());
    answer();
    assertEquals(0, second.get());
    answer();
    assertEquals(1, first.get());
    assertEquals(1, second.get());
    assertTrue(outbox.isEmpty());
  }

  @Test
  void flush_ofNothing_succeedsAndLaterRowsAreSent() {
    assertEquals(1, flush().get());
    add(1);
    assertFalse(outbox.isEmpty());
    flush();
    assertEquals(1, sent.size());
  }

  @Test
  void flush_refusedAtOnce_canBeTriedAgain() {
    add(1);
    AtomicInteger outcome = new AtomicInteger();
    outbox
        .flush(b -> Uni.createFrom().failure(new UnavailableException("redis", "test")))
        .subscribe()
        .with(v -> {}, e -> outcome.set(-1));
    assertEquals(-1, outcome.get());
    flush();
    assertEquals(1, sent.size());
    assertEquals(1, outbox.rows().size());
  }

  @Test
  void flush_ofManyRows_comesInSeveralNumberedBatches() {
    for (int minute = 0; minute < 450; minute++) {
      add(minute);
    }
    AtomicInteger outcome = flush();
    while (outcome.get() == 0) {
      answer();
    }
    assertEquals(List.of(1L, 2L, 3L), sent.stream().map(Batch::number).toList());
    assertEquals(450, sent.stream().mapToInt(b -> b.rows().size()).sum());
  }
}
