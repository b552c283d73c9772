package ai.agentcache.upload.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.agentcache.http.ApiException;
import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressWriterTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private final List<Map<UUID, Totals>> statements = new ArrayList<>();
  private final List<UniEmitter<? super Map<UUID, Written>>> open = new ArrayList<>();
  private final ProgressWriter writer = new ProgressWriter(this::store, 5, Duration.ofMillis(700));

  @Test
  void write_whileStatementsAreUnderWay_goesTogetherAfterwards() {
    write(ONE, 1);
    write(TWO, 1);
    UniAssertSubscriber<Optional<Written>> third = write(ONE, 2);
    UniAssertSubscriber<Optional<Written>> fourth = write(ONE, 3);
    write(TWO, 5);
    assertEquals(2, statements.size());

    answer(0);

    assertEquals(3, statements.size());
    assertEquals(Map.of(ONE, totals(3), TWO, totals(5)), statements.get(2));
    answer(2);
    assertEquals(3, third.awaitItem().getItem().orElseThrow().totals().chunks());
    assertEquals(3, fourth.awaitItem().getItem().orElseThrow().totals().chunks());
  }

  @Test
  void write_sessionThatIsOver_isNone() {
    UniAssertSubscriber<Optional<Written>> written = write(ONE, 1);
    open.get(0).complete(Map.of());
    assertEquals(Optional.empty(), written.awaitItem().getItem());
  }

  @Test
  void write_storeAway_failsAndTheNextGoesOn() {
    UniAssertSubscriber<Optional<Written>> failed = write(ONE, 1);
    open.get(0).fail(new UnavailableException("postgres", "test"));
    assertInstanceOf(UnavailableException.class, failed.awaitFailure().getFailure());

    UniAssertSubscriber<Optional<Written>> next = write(ONE, 2);
    answer(1);
    assertEquals(2, next.awaitItem().getItem().orElseThrow().totals().chunks());
  }

  @Test
  void write_noAnswer_isUnavailableInTime() {
    UniAssertSubscriber<Optional<Written>> unanswered = write(ONE, 1);
    assertInstanceOf(UnavailableException.class, unanswered.awaitFailure().getFailure());
  }

  @Test
  void write_tooManyWaiting_isRefused() {
    for (int i = 0; i < 7; i++) {
      write(ONE, i);
    }
    assertInstanceOf(ApiException.class, write(ONE, 9).awaitFailure().getFailure());
  }

  private UniAssertSubscriber<Optional<Written>> write(UUID session, int chunks) {
    return writer
        .write(new Advance(session, totals(chunks)))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private Uni<Map<UUID, Written>> store(Collection<Advance> advances) {
    Map<UUID, Totals> rows = new HashMap<>();
    advances.forEach(row -> rows.put(row.sessionId(), row.totals()));
    statements.add(rows);
    return Uni.createFrom().emitter(open::add);
  }

  private void answer(int statement) {
    Map<UUID, Written> written = new HashMap<>();
    statements.get(statement).forEach((id, t) -> written.put(id, new Written("uploading", t)));
    open.get(statement).complete(written);
  }

  private static Totals totals(int chunks) {
    return new Totals(chunks, chunks * 10L, 0);
  }
}
