package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.upload.UploadRig;
import ai.agentcache.upload.chunk.Advance;
import ai.agentcache.upload.chunk.ProgressWriter;
import ai.agentcache.upload.chunk.Totals;
import ai.agentcache.upload.dedup.FileHash;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the machine says and what the database does are the same. */
@QuarkusTest
class StateMachineSqlTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Completion DONE = new Completion(null, null, List.of());

  @Inject SessionStore sessions;
  @Inject TransitionStore transitions;
  @Inject ProgressWriter progress;
  @Inject UploadRig rig;

  private Instant now = Instant.parse("2026-05-06T07:08:09Z");

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  @Test
  void sql_everyPairOfStates_isAllowedAsTheMachineAllowsIt() {
    for (UploadState from : UploadState.all()) {
      for (UploadState to : UploadState.all()) {
        boolean allowed = false;
        for (Action action : Action.values()) {
          allowed |= !from.isFinished() && from.after(action).equals(Optional.of(to));
        }
        boolean sql =
            rig.rows(
                    "SELECT upload_transition_allowed($1, $2)",
                    Tuple.of(from.label(), to.label()),
                    row -> row.getBoolean(0))
                .get(0);
        assertEquals(allowed, sql, from + " to " + to);
      }
    }
  }

  @Test
  void actions_randomSequences_bringBothToTheSameState() {
    Random random = new Random(11);
    Action[] actions = Action.values();
    for (int run = 0; run < 60; run++) {
      UUID id = begin();
      UploadState expected = UploadState.start();
      for (int step = 0; step < 12; step++) {
        now = now.plusSeconds(1 + random.nextInt(100));
        Action action = actions[random.nextInt(step < 5 ? 3 : actions.length)];
        boolean moved = act(id, action, step);
        Optional<UploadState> next = expected.after(action);
        assertEquals(next.isPresent() && !expected.isFinished(), moved, expected + " " + action);
        expected = next.orElse(expected);
        assertEquals(expected, find(id).state());
      }
    }
  }

  private boolean act(UUID id, Action action, int step) {
    return switch (action) {
      case PROGRESS ->
          of(progress.write(new Advance(id, new Totals(step % 4, step * 10L, step % 3))))
              .isPresent();
      case COMPLETE ->
          of(transitions.complete(id, DONE, Totals.NONE, Optional.empty(), now)).isPresent();
      case PAUSE -> move(id, new UploadState.Paused(), action);
      case RESUME -> move(id, new UploadState.Uploading(), action);
      case FAIL -> move(id, new UploadState.Failed(), action);
      case EXPIRE -> move(id, new UploadState.Expired(), action);
    };
  }

  private boolean move(UUID id, UploadState to, Action action) {
    return of(transitions.move(id, to, action, null, now)).isPresent();
  }

  @Test
  void moves_intoAnOpenState_keepTheSessionForAnother7Days() {
    UUID id = begin();
    for (UploadState to :
        List.of(new UploadState.Paused(), new UploadState.Paused(), new UploadState.Uploading())) {
      now = now.plusSeconds(100_000);
      move(id, to, to instanceof UploadState.Paused ? Action.PAUSE : Action.RESUME);
      assertEquals(now.plus(Duration.ofDays(7)), find(id).times().expires());
    }
    Instant last = now;
    now = now.plusSeconds(100_000);
    move(id, new UploadState.Failed(), Action.FAIL);
    assertEquals(last.plus(Duration.ofDays(7)), find(id).times().expires());
  }

  @Test
  void update_byHand_cannotReviveGoBackOrChangeWhose() {
    UUID id = begin();
    of(progress.write(new Advance(id, new Totals(3, 300, 2))));
    for (String change :
        List.of(
            "chunks_completed = 2",
            "bytes_uploaded = 299",
            "completed_prefix = 1",
            "tenant = 'other'",
            "user_id = 'other'",
            "file_size = 5",
            "chunks_total = 11")) {
      refuses("UPDATE upload_sessions SET " + change + " WHERE session_id = $1", id);
    }
    move(id, new UploadState.Failed(), Action.FAIL);
    refuses(
        "UPDATE upload_sessions SET state = 'uploading', finished_at = null WHERE session_id = $1",
        id);
    refuses("UPDATE upload_sessions SET bytes_uploaded = 900 WHERE session_id = $1", id);
  }

  @Test
  void pauses_ofAnUpload_doNotCountAsItsTime() {
    UUID id = begin();
    now = now.plusSeconds(10);
    move(id, new UploadState.Paused(), Action.PAUSE);
    now = now.plusSeconds(1_000);
    move(id, new UploadState.Uploading(), Action.RESUME);
    now = now.plusSeconds(5);
    move(id, new UploadState.Paused(), Action.PAUSE);
    now = now.plusSeconds(2_000);
    SessionRecord done =
        of(transitions.complete(id, DONE, Totals.NONE, Optional.empty(), now)).orElseThrow();
    assertEquals(15_000, done.outcome().activeMillis());
  }

  private void refuses(String sql, UUID id) {
    PgException refused = assertThrows(PgException.class, () -> rig.run(sql, id));
    assertEquals("23514", refused.getSqlState());
  }

  private UUID begin() {
    StartRequest request =
        new StartRequest(
            "u",
            new StartRequest.FileWish("f", 1_000, FileHash.of("x"), null, null),
            ChunkPlan.of(1_000, 100L, null),
            new StartRequest.Terms(null, null, null, List.of(), null, null, null, null));
    return of(sessions.insert("machine", request, now)).facts().sessionId();
  }

  private SessionRecord find(UUID id) {
    return of(sessions.find(id)).orElseThrow();
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
