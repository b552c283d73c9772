package ai.agentcache.upload.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.redis.RedisGateway;
import ai.agentcache.redis.TestGateways;
import ai.agentcache.redis.TestRedis;
import ai.agentcache.upload.UploadRig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChunkStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static Vertx vertx;
  private static TestRedis redis;
  private static ChunkStore store;
  private static ChunkStore other;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    redis = new TestRedis();
    store = store();
    other = store();
  }

  private static ChunkStore store() {
    RedisGateway gateway = TestGateways.open(vertx, redis.address());
    UploadRig.until(gateway::reachable);
    return new ChunkStore(gateway, Duration.ofDays(7));
  }

  @AfterAll
  static void stop() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  @Test
  void report_completedTwice_countsOnce() {
    SessionFacts session = opened(3);
    assertEquals(totals(1, 100, 1), report(session, 0, ChunkStatus.COMPLETED).totals());
    Reported again = report(session, 0, ChunkStatus.COMPLETED);
    assertEquals(Reported.Outcome.SAME, again.outcome());
    assertEquals(totals(1, 100, 1), again.totals());
  }

  @Test
  void report_lateStatus_undoesNoCompletedChunk() {
    SessionFacts session = opened(3);
    report(session, 1, ChunkStatus.UPLOADING);
    report(session, 1, ChunkStatus.COMPLETED);
    for (ChunkStatus late :
        List.of(ChunkStatus.FAILED, ChunkStatus.UPLOADING, ChunkStatus.PENDING)) {
      assertEquals(totals(1, 100, 0), report(session, 1, late).totals());
    }
    assertEquals(List.of(0, 2), of(store.chunks(session)).orElseThrow().missing());
  }

  @Test
  void report_anyOrder_prefixIsWhatIsCompletedFromTheStart() {
    SessionFacts session = opened(4);
    assertEquals(0, report(session, 2, ChunkStatus.COMPLETED).totals().prefix());
    assertEquals(0, report(session, 1, ChunkStatus.COMPLETED).totals().prefix());
    assertEquals(3, report(session, 0, ChunkStatus.COMPLETED).totals().prefix());
    assertEquals(totals(4, 350, 4), report(session, 3, ChunkStatus.COMPLETED).totals());
  }

  @Test
  void report_afterTheEnd_isRefusedButRepetitionIsNot() {
    SessionFacts session = opened(3);
    report(session, 0, ChunkStatus.COMPLETED);
    of(store.move(session.sessionId(), "failed", Totals.NONE));
    of(store.move(session.sessionId(), "uploading", Totals.NONE));

    assertEquals("failed", of(store.live(session.sessionId())).orElseThrow().state());
    assertEquals(Reported.Outcome.OVER, report(session, 1, ChunkStatus.COMPLETED).outcome());
    assertEquals(Reported.Outcome.SAME, report(session, 0, ChunkStatus.COMPLETED).outcome());
  }

  @Test
  void report_unknownSession_isLost() {
    SessionFacts session = facts(3);
    assertEquals(Reported.Outcome.LOST, report(session, 0, ChunkStatus.COMPLETED).outcome());
    assertEquals(Optional.empty(), of(store.live(session.sessionId())));
    assertEquals(Optional.empty(), of(store.facts(session.sessionId())));
  }

  @Test
  void open_withPrefix_countsItOnce() {
    SessionFacts session = facts(4);
    LiveSession live = new LiveSession("uploading", totals(2, 200, 2), totals(3, 300, 2));
    of(store.open(session, live));
    of(store.open(session, new LiveSession("uploading", Totals.NONE, Totals.NONE)));

    assertEquals(session, of(store.facts(session.sessionId())).orElseThrow());
    assertEquals(totals(3, 300, 2), of(store.live(session.sessionId())).orElseThrow().totals());
    assertEquals(Reported.Outcome.SAME, report(session, 1, ChunkStatus.COMPLETED).outcome());
    assertEquals(totals(3, 300, 3), report(session, 2, ChunkStatus.COMPLETED).totals());
    assertEquals(List.of(3), of(store.chunks(session)).orElseThrow().missing());
  }

  @Test
  void move_saidProgress_neverGoesBack() {
    SessionFacts session = opened(10);
    of(store.move(session.sessionId(), "", totals(5, 500, 0)));
    of(store.move(session.sessionId(), "paused", totals(3, 900, 0)));

    LiveSession live = of(store.live(session.sessionId())).orElseThrow();
    assertEquals("paused", live.state());
    assertEquals(totals(5, 900, 0), live.said());
  }

  @Test
  void report_aHundredThousandFromTwoReplicasWithRetries_totalsAreExact() {
    List<SessionFacts> sessions = IntStream.range(0, 50).mapToObj(i -> opened(1_000)).toList();
    List<Integer> reports = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      reports.add(i);
      reports.add(i);
    }
    Collections.shuffle(reports, new Random(42));

    of(
        Multi.createFrom()
            .iterable(reports)
            .onItem()
            .transformToUni(report -> persistently(sessions.get(report % 50), report / 50))
            .merge(128)
            .collect()
            .last());

    for (SessionFacts session : sessions) {
      LiveSession live = of(other.live(session.sessionId())).orElseThrow();
      assertEquals(totals(1_000, 99_950, 1_000), live.reported());
      assertTrue(of(store.chunks(session)).orElseThrow().missing().isEmpty());
    }
  }

  /** As a client does that got no answer in time, whether or not the report had arrived. */
  private static Uni<Reported> persistently(SessionFacts session, int index) {
    return disorderly(session, index).onFailure().retry().atMost(20);
  }

  /** Each chunk twice from either replica, with late reports of other states between. */
  private static Uni<Reported> disorderly(SessionFacts session, int index) {
    ChunkStore replica = index % 2 == 0 ? store : other;
    ChunkStatus status = index % 7 == 3 ? ChunkStatus.UPLOADING : ChunkStatus.COMPLETED;
    Uni<Reported> first = report(replica, session, index, status);
    return status == ChunkStatus.COMPLETED
        ? first
        : first.chain(() -> report(other, session, index, ChunkStatus.COMPLETED));
  }

  private static Reported report(SessionFacts session, int index, ChunkStatus status) {
    return of(report(store, session, index, status));
  }

  private static Uni<Reported> report(
      ChunkStore replica, SessionFacts session, int index, ChunkStatus status) {
    Chunk chunk = new Chunk(status, null, "sfo-1", null, null, null);
    return replica.report(session, index, chunk, session.lengthOf(index));
  }

  private static SessionFacts facts(int chunks) {
    return new SessionFacts(UUID.randomUUID(), "t", "u", chunks * 100L - 50, 100, chunks);
  }

  private static SessionFacts opened(int chunks) {
    SessionFacts session = facts(chunks);
    of(store.open(session, new LiveSession("uploading", Totals.NONE, Totals.NONE)));
    return session;
  }

  private static Totals totals(int chunks, long bytes, int prefix) {
    return new Totals(chunks, bytes, prefix);
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
