package ai.agentcache.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteBehindTest {

  private static final int ROOM = 1_000;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<Integer> stored = new ArrayList<>();
  private final WriteBehind<Integer> things =
      new WriteBehind<>("agentcache.things", 100, this::store, ROOM, metrics);
  private @Nullable RuntimeException refusal;

  @Test
  void flush_manyWaiting_storesAllInOrder() {
    add(ROOM);
    flush();

    assertEquals(IntStream.range(0, ROOM).boxed().toList(), stored);
  }

  @Test
  void flush_manyBatches_areNotOneInsideAnother() {
    int many = 50_000;
    WriteBehind<Integer> line = new WriteBehind<>("agentcache.many", 1, this::store, many, metrics);
    IntStream.range(0, many).forEach(line::add);

    line.flush().subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();
    assertEquals(many, stored.size());
  }

  @Test
  void flush_storeAway_storesLaterInOrder() {
    add(150);
    refusal = new UnavailableException("postgres", "test");
    flush();
    flush();
    refusal = null;
    flush();

    assertEquals(IntStream.range(0, 150).boxed().toList(), stored);
    assertEquals(0, dropped());
  }

  @Test
  void flush_batchRefused_isDroppedAndCounted() {
    add(3);
    refusal = new IllegalArgumentException("test");
    flush();
    refusal = null;
    flush();

    assertEquals(List.of(), stored);
    assertEquals(3, dropped());
  }

  @Test
  void flush_whileAnotherIsRunning_waitsForThatOne() {
    List<UniEmitter<? super Void>> answers = new ArrayList<>();
    WriteBehind<Integer> slow =
        new WriteBehind<>(
            "agentcache.slow", 10, batch -> Uni.createFrom().emitter(answers::add), 10, metrics);
    slow.add(1);
    UniAssertSubscriber<Void> first =
        slow.flush().subscribe().withSubscriber(UniAssertSubscriber.create());
    UniAssertSubscriber<Void> second =
        slow.flush().subscribe().withSubscriber(UniAssertSubscriber.create());

    second.assertNotTerminated();
    answers.get(0).complete(null);
    first.assertCompleted();
    second.assertCompleted();
    assertEquals(1, answers.size());
  }

  @Test
  void add_noRoom_isDroppedAndCounted() {
    add(ROOM + 7);

    assertEquals(7, dropped());
  }

  private void add(int things) {
    IntStream.range(0, things).forEach(this.things::add);
  }

  private void flush() {
    things.flush().subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();
  }

  private double dropped() {
    return metrics.counter("agentcache.things.dropped").count();
  }

  private Uni<Void> store(List<Integer> batch) {
    if (refusal != null) {
      return Uni.createFrom().failure(refusal);
    }
    stored.addAll(batch);
    return Uni.createFrom().voidItem();
  }
}
