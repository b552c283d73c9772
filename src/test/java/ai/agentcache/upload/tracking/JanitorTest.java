package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.access.Caller;
import ai.agentcache.upload.UploadRig;
import ai.agentcache.upload.chunk.Sessions;
import ai.agentcache.upload.dedup.FileHash;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JanitorTest {

  @Inject Janitor janitor;
  @Inject Tracker tracker;
  @Inject SessionStore store;
  @Inject Sessions sessions;
  @Inject UploadRig rig;

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  @Test
  void sweep_abandonedSessions_expireAndOthersDoNot() {
    SessionRecord abandoned = begin();
    SessionRecord paused = begin();
    SessionRecord active = begin();
    of(tracker.move(paused.facts(), Action.PAUSE, null));
    for (SessionRecord old : List.of(abandoned, paused)) {
      rig.run(
          "UPDATE upload_sessions SET expires_at = now() - interval '1 second'"
              + " WHERE session_id = $1",
          old.facts().sessionId());
    }

    UploadRig.until(() -> of(janitor.sweep()) == 0 && state(paused).isFinished());

    assertEquals(new UploadState.Expired(), state(abandoned));
    assertEquals(new UploadState.Expired(), state(paused));
    assertEquals(new UploadState.Uploading(), state(active));
    assertEquals(1, failures(abandoned));
    assertEquals(0, failures(active));
    assertEquals("expired", of(sessions.live(abandoned.facts())).state());
  }

  private long failures(SessionRecord session) {
    return rig.number(
        "SELECT count(*) FROM events WHERE tenant = $1 AND type = 'upload.failed'"
            + " AND data ->> 'state' = 'expired' AND data ->> 'sessionId' = $2",
        session.facts().tenant(),
        session.facts().sessionId().toString());
  }

  private UploadState state(SessionRecord session) {
    return of(store.find(session.facts().sessionId())).orElseThrow().state();
  }

  private SessionRecord begin() {
    StartRequest request =
        new StartRequest(
            "u",
            new StartRequest.FileWish("f", 1_000, FileHash.of("x"), null, null),
            ChunkPlan.of(1_000, 100L, null),
            new StartRequest.Terms(null, null, null, List.of(), null, null, null, null));
    Caller caller = new Caller("janitor-" + UUID.randomUUID(), "k", Caller.Role.LIVE, 0, 0);
    return of(tracker.start(caller, request));
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
