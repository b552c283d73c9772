package ai.agentcache.cache.flight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.usage.TokenUsage;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final Piece.End END = new Piece.End(true, new TokenUsage(1, 2), 3);

  private final Tape tape = new Tape();
  private final AtomicInteger left = new AtomicInteger();
  private final Recording recording = new Recording(tape, left::incrementAndGet);

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void begin(String... events) {
    tape.begin(json("{}"));
    for (String event : events) {
      tape.add(json(event));
    }
  }

  private static AssertSubscriber<byte[]> read(Recording recording, long count) {
    return recording.events().subscribe().withSubscriber(AssertSubscriber.create(count));
  }

  private static List<String> texts(AssertSubscriber<byte[]> reader) {
    return reader.getItems().stream().map(e -> new String(e, StandardCharsets.UTF_8)).toList();
  }

  @Test
  void events_joinedLate_comeFromTheFirstOn() {
    begin("1", "2");
    AssertSubscriber<byte[]> early = read(recording, Long.MAX_VALUE);
    tape.add(json("3"));
    AssertSubscriber<byte[]> late = read(recording, Long.MAX_VALUE);
    tape.add(json("4"));
    tape.complete(END);

    assertEquals(List.of("1", "2", "3", "4"), texts(early.assertCompleted()));
    assertEquals(List.of("1", "2", "3", "4"), texts(late.assertCompleted()));
    assertEquals(List.of("1", "2", "3", "4"), texts(read(recording, 9).assertCompleted()));
    assertEquals(0, left.get());
  }

  @Test
  void events_slowReader_getsAsManyAsItAsksFor() {
    begin("1", "2", "3");
    AssertSubscriber<byte[]> reader = read(recording, 0);
    assertEquals(List.of(), texts(reader));

    reader.request(2);
    assertEquals(List.of("1", "2"), texts(reader));

    tape.complete(END);
    reader.assertNotTerminated();
    reader.request(1);
    assertEquals(List.of("1", "2", "3"), texts(reader.assertCompleted()));
  }

  @Test
  void events_readerLeaves_othersGoOn() {
    begin("1");
    AssertSubscriber<byte[]> leaver = read(recording, Long.MAX_VALUE);
    AssertSubscriber<byte[]> stayer = read(recording, Long.MAX_VALUE);

    leaver.cancel();
    tape.add(json("2"));
    tape.complete(END);

    assertEquals(List.of("1"), texts(leaver));
    assertEquals(List.of("1", "2"), texts(stayer.assertCompleted()));
    assertEquals(0, left.get());
  }

  @Test
  void events_allReadingsCancelled_callerHasLeft() {
    begin("1");
    AssertSubscriber<byte[]> one = read(recording, 1);
    UniAssertSubscriber<Piece.End> other =
        recording.ended().subscribe().withSubscriber(UniAssertSubscriber.create());

    one.cancel();
    assertEquals(0, left.get());
    other.cancel();
    assertEquals(1, left.get());
  }

  @Test
  void events_computationFailsLater_failAfterWhatThereWas() {
    begin("1");
    AssertSubscriber<byte[]> reader = read(recording, Long.MAX_VALUE);
    tape.fail(new IllegalStateException("broken"));

    reader.assertFailedWith(IllegalStateException.class, "broken");
    assertEquals(List.of("1"), texts(reader));
    AssertSubscriber<byte[]> late = read(recording, Long.MAX_VALUE);
    late.assertFailedWith(IllegalStateException.class, "broken");
    assertEquals(List.of("1"), texts(late));
    assertFalse(recording.isComplete());
    assertThrows(IllegalStateException.class, recording::all);
  }

  @Test
  void ended_completed_isTheEnd() {
    begin("1");
    UniAssertSubscriber<Piece.End> early =
        recording.ended().subscribe().withSubscriber(UniAssertSubscriber.create());
    tape.complete(END);

    assertSame(END, early.assertCompleted().getItem());
    assertSame(
        END, recording.ended().subscribe().withSubscriber(UniAssertSubscriber.create()).getItem());
    assertTrue(recording.isComplete());
    assertArrayEquals(json("1"), recording.all().get(0));
  }

  @Test
  void ended_failed_fails() {
    begin();
    UniAssertSubscriber<Piece.End> ended =
        recording.ended().subscribe().withSubscriber(UniAssertSubscriber.create());
    tape.fail(new IllegalStateException("broken"));
    ended.assertFailedWith(IllegalStateException.class, "broken");
  }

  @Test
  void view_complete_isMadeOnce() {
    Recording kept = Recording.complete(json("{}"), List.of(json("1")), END);
    Object first = kept.view("form", r -> new Object());
    assertSame(first, kept.view("form", r -> new Object()));
    assertNotSame(first, kept.view("other", r -> new Object()));
  }

  @Test
  void view_manyNames_areNotAllKept() {
    Recording kept = Recording.complete(json("{}"), List.of(), END);
    AtomicInteger made = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      kept.view("form " + i % 100, r -> made.incrementAndGet());
    }
    assertTrue(made.get() > 180, made + " made");
  }

  @Test
  void view_growing_isMadeOfTheMoment() {
    begin("1");
    assertNotSame(
        recording.view("form", r -> new Object()), recording.view("form", r -> new Object()));
  }

  @Test
  void tape_outOfOrder_isRefused() {
    assertThrows(IllegalStateException.class, () -> tape.add(json("1")));
    assertThrows(IllegalStateException.class, () -> tape.complete(END));
    tape.begin(json("{}"));
    assertThrows(IllegalStateException.class, () -> tape.begin(json("{}")));
    tape.complete(END);
    assertThrows(IllegalStateException.class, () -> tape.add(json("1")));
    assertThrows(IllegalStateException.class, () -> tape.complete(END));
  }

  @Test
  void events_writtenByManyThreads_reachEachReaderOnItsOwnEventLoop() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      begin();
      List<Context> homes = List.of(vertx.getOrCreateContext(), vertx.getOrCreateContext());
      Set<String> strays = ConcurrentHashMap.newKeySet();
      List<CompletableFuture<Integer>> counts =
          homes.stream().map(home -> count(home, strays)).toList();
      for (int i = 0; i < 10_000; i++) {
        tape.add(json("1"));
      }
      tape.complete(END);
      for (CompletableFuture<Integer> count : counts) {
        assertEquals(10_000, count.get(10, TimeUnit.SECONDS));
      }
      assertEquals(Set.of(), strays);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private CompletableFuture<Integer> count(Context home, Set<String> strays) {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    AtomicInteger count = new AtomicInteger();
    home.runOnContext(
        v ->
            recording
                .events()
                .subscribe()
                .with(
                    event -> {
                      count.incrementAndGet();
                      if (Vertx.currentContext() != home) {
                        strays.add(Thread.currentThread().getName());
                      }
                    },
                    done::completeExceptionally,
                    () -> done.complete(count.get())));
    return done;
  }
}
