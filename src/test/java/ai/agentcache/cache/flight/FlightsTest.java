package ai.agentcache.cache.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.time.ManualClock;
import ai.agentcache.usage.TokenUsage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlightsTest {

  private static final byte[] HEAD = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Piece.End END = new Piece.End(true, TokenUsage.NONE, 0);
  private static final Duration PATIENCE = Duration.ofMillis(20);

  private final Vertx vertx = Vertx.vertx();
  private final ManualClock clock = new ManualClock();
  private final Flights<String> flights = flights(100, true);
  private final UnicastProcessor<Piece> upstream = UnicastProcessor.create();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final List<Answer> landed = new CopyOnWriteArrayList<>();
  private final List<Throwable> failed = new CopyOnWriteArrayList<>();
  private final List<Optional<Piece.End>> over = new CopyOnWriteArrayList<>();

  private Flights<String> flights(int most, boolean finishes) {
    return new Flights<>(vertx, clock, new FlightRules(most, 1_000, finishes, PATIENCE));
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Route route(String id) {
    return new Route(id, false, 0);
  }

  /** A caller, and the flight if it has to be started for it. */
  private final class Boarding {
    private final List<Flight<String>> fresh = new ArrayList<>();
    private final UniAssertSubscriber<Arrival<String>> caller;

    Boarding(Flights<String> all, Route route, boolean store) {
      this.caller =
          Uni.createFrom()
              .<Arrival<String>>emitter(
                  e -> all.board(route, new Seat<>(e, store, over::add)).ifPresent(fresh::add))
              .subscribe()
              .withSubscriber(UniAssertSubscriber.create());
    }

    Flight<String> flight() {
      return fresh.get(0);
    }

    Flight<String> depart() {
      Multi<Piece> pieces = upstream.onCancellation().invoke(cancelled::incrementAndGet);
      assertTrue(flight().depart(() -> pieces, Home.here(), landed::add, failed::add));
      return flight();
    }

    Arrival.Live<String> live() {
      Arrival<String> arrival = caller.assertCompleted().getItem();
      assertTrue(arrival instanceof Arrival.Live);
      return (Arrival.Live<String>) arrival;
    }
  }

  private Boarding board() {
    return new Boarding(flights, route("a"), true);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "did not happen within 5 s");
      Thread.onSpinWait();
    }
  }

  @Test
  void board_sameQuestion_oneFlight() {
    Boarding first = board();
    Boarding second = board();
    Boarding other = new Boarding(flights, route("b"), true);

    assertEquals(
        List.of(1, 0, 1), List.of(first.fresh.size(), second.fresh.size(), other.fresh.size()));
    first.depart();
    upstream.onNext(new Piece.Head(HEAD));

    assertFalse(first.live().joined());
    assertTrue(second.live().joined());
    assertSame(HEAD, second.live().recording().head());
  }

  @Test
  void board_afterTheHead_arrivesAtOnce() {
    Boarding first = board();
    Flight<String> flight = first.depart();
    upstream.onNext(new Piece.Head(HEAD));
    upstream.onNext(new Piece.Event(HEAD));

    assertTrue(board().live().joined());
    upstream.onNext(END);
    assertTrue(board().live().recording().isComplete());
    assertEquals(1, landed.size());
    assertEquals(List.of(Optional.of(END), Optional.of(END), Optional.of(END)), over);

    flight.retire();
    assertEquals(1, board().fresh.size());
  }

  @Test
  void board_invalidatedSince_newFlightTakesItsPlace() {
    Flight<String> old = board().depart();
    Boarding later = new Boarding(flights, new Route("a", false, 1), true);

    assertEquals(1, later.fresh.size());
    assertFalse(old.isStorable());
    assertFalse(old.isSuperseding());
    assertTrue(later.flight().isSuperseding());
    assertTrue(later.flight().isStorable());
    old.retire();
    assertEquals(0, new Boarding(flights, new Route("a", false, 1), true).fresh.size());
  }

  @Test
  void board_fresh_joinsOnlyFresh() {
    board();
    Boarding fresh = new Boarding(flights, new Route("a", true, 0), true);
    assertEquals(1, fresh.fresh.size());
    assertEquals(0, new Boarding(flights, new Route("a", true, 0), true).fresh.size());
    assertEquals(0, board().fresh.size());
  }

  @Test
  void board_noRoom_fliesApart() {
    Flights<String> few = flights(1, true);
    Boarding first = new Boarding(few, route("a"), true);
    Boarding second = new Boarding(few, route("b"), true);
    Boarding third = new Boarding(few, route("b"), true);

    assertFalse(first.flight().isApart());
    assertTrue(second.flight().isApart());
    assertTrue(third.flight().isApart());
    assertTrue(second.flight().isStorable());
    assertEquals(0, new Boarding(few, route("a"), true).fresh.size());
    assertTrue(few.reserve(route("c")).isEmpty());
  }

  @Test
  void leave_firstCaller_harmsNobody() {
    Boarding first = board();
    Boarding second = board();
    first.depart();
    first.caller.cancel();
    upstream.onNext(new Piece.Head(HEAD));
    AssertSubscriber<byte[]> reader =
        second.live().recording().events().subscribe().withSubscriber(AssertSubscriber.create(9));
    upstream.onNext(new Piece.Event(HEAD));
    upstream.onNext(END);

    assertEquals(1, reader.assertCompleted().getItems().size());
    assertEquals(0, cancelled.get());
    first.caller.assertNotTerminated();
  }

  @Test
  void leave_all_finishesWithinPatience() {
    Boarding first = board();
    first.depart();
    first.caller.cancel();
    upstream.onNext(new Piece.Head(HEAD));
    upstream.onNext(END);

    assertEquals(1, landed.size());
    assertEquals(0, cancelled.get());
  }

  @Test
  void leave_allAndItTakesTooLong_cancels() {
    Boarding first = board();
    Flight<String> flight = first.depart();
    first.caller.cancel();
    assertEquals(0, cancelled.get());
    clock.advance(PATIENCE);

    until(() -> cancelled.get() == 1);
    assertInstanceOf(CancellationException.class, failed.get(0));
    assertFalse(flight.isWaiting());
    assertEquals(1, board().fresh.size());
  }

  @Test
  void leave_allAndPolicyIsToCancel_cancelsAtOnce() {
    Boarding first = new Boarding(flights(9, false), route("a"), true);
    first.depart();
    first.caller.cancel();
    assertEquals(1, cancelled.get());
  }

  @Test
  void leave_readersOfTheRecording_cancelsWhatNobodyStores() {
    Boarding first = new Boarding(flights, route("a"), false);
    Boarding second = new Boarding(flights, route("a"), false);
    first.depart();
    upstream.onNext(new Piece.Head(HEAD));
    List<AssertSubscriber<byte[]>> readers =
        List.of(first, second).stream()
            .map(b -> b.live().recording().events())
            .map(events -> events.subscribe().withSubscriber(AssertSubscriber.<byte[]>create(9)))
            .toList();

    readers.get(0).cancel();
    assertEquals(0, cancelled.get());
    readers.get(1).cancel();
    assertEquals(1, cancelled.get());
    assertEquals(List.of(Optional.empty(), Optional.empty()), over);
  }

  @Test
  void leave_answerIsTooLargeToStore_cancels() {
    Boarding first = board();
    Flight<String> flight = first.depart();
    upstream.onNext(new Piece.Head(HEAD));
    upstream.onNext(new Piece.Event(new byte[1_001]));
    assertFalse(flight.isStorable());
    first.live().recording().leave();
    assertEquals(1, cancelled.get());
  }

  @Test
  void leave_beforeTheDeparture_closes() {
    Boarding first = board();
    first.caller.cancel();
    assertFalse(first.flight().isWaiting());
    assertFalse(first.flight().depart(() -> upstream, Home.here(), landed::add, failed::add));
    assertEquals(0, flights.size());
  }

  @Test
  void fail_beforeTheHead_everybodyFails() {
    Boarding first = board();
    Boarding second = board();
    first.depart();
    upstream.onError(new IllegalArgumentException("broken"));

    first.caller.assertFailedWith(IllegalArgumentException.class, "broken");
    second.caller.assertFailedWith(IllegalArgumentException.class, "broken");
    assertEquals(1, failed.size());
    assertEquals(List.of(), over);
    assertEquals(1, board().fresh.size());
  }

  @Test
  void fail_computationThrows_fails() {
    Boarding first = board();
    first
        .flight()
        .depart(
            () -> {
              throw new IllegalArgumentException("broken");
            },
            Home.here(),
            landed::add,
            failed::add);
    first.caller.assertFailedWith(IllegalArgumentException.class, "broken");
  }

  @Test
  void fail_completesWithoutEnd_readersFail() {
    Boarding first = board();
    first.depart();
    upstream.onNext(new Piece.Head(HEAD));
    AssertSubscriber<byte[]> reader =
        first.live().recording().events().subscribe().withSubscriber(AssertSubscriber.create(9));
    upstream.onComplete();
    reader.assertFailedWith(IllegalStateException.class);
    assertEquals(List.of(), landed);
    assertEquals(1, failed.size());
  }

  @Test
  void fail_piecesOutOfOrder_cancelsTheUpstream() {
    Boarding first = board();
    first.depart();
    upstream.onNext(new Piece.Event(HEAD));
    first.caller.assertFailedWith(IllegalStateException.class);
    assertEquals(1, cancelled.get());
  }

  @Test
  void found_whileWaiting_everybodyGetsIt() {
    Boarding first = board();
    Boarding second = board();
    first.flight().found("x");
    assertEquals(new Arrival.Found<>("x"), first.caller.assertCompleted().getItem());
    assertEquals(new Arrival.Found<>("x"), second.caller.assertCompleted().getItem());
    assertEquals(0, flights.size());
  }

  @Test
  void reserve_unattended_canBeJoinedAndIsNotAwaited() {
    Flight<String> background = flights.reserve(route("a")).orElseThrow();
    assertFalse(flights.isAwaited(route("a")));
    assertTrue(flights.reserve(route("a")).isEmpty());

    Boarding joiner = board();
    assertEquals(0, joiner.fresh.size());
    assertTrue(flights.isAwaited(route("a")));
    assertFalse(background.closeIfUnawaited());
  }

  @Test
  void reserve_nobodyJoins_endsWithinPatience() {
    Flight<String> background = flights.reserve(route("a")).orElseThrow();
    Multi<Piece> pieces = upstream.onCancellation().invoke(cancelled::incrementAndGet);
    background.depart(() -> pieces, Home.here(), landed::add, failed::add);
    clock.advance(PATIENCE);
    until(() -> cancelled.get() == 1);
    assertEquals(0, flights.size());
  }
}
