package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.upload.UploadRig;
import ai.agentcache.upload.chunk.Advance;
import ai.agentcache.upload.chunk.ProgressWriter;
import ai.agentcache.upload.chunk.Totals;
import ai.agentcache.upload.dedup.FileHash;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several uploads of one new file that complete at once. */
@QuarkusTest
class CompleteAtOnceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ROUNDS = 40;
  private static final int UPLOADS = 6;
  private static final Totals ALL = new Totals(10, 1_000, 10);
  private static final Completion DONE = new Completion(null, null, List.of());

  @Inject SessionStore sessions;
  @Inject TransitionStore transitions;
  @Inject ProgressWriter progress;
  @Inject UploadRig rig;

  private final Instant now = Instant.parse("2026-05-06T07:08:09Z");
  private String tenant;

  @BeforeEach
  void tenant() {
    rig.awaitSchema();
    tenant = "at-once-" + UUID.randomUUID();
  }

  @Test
  void complete_newFileByMany_allHaveTheIdItIsKnownBy() {
    for (int round = 0; round < ROUNDS; round++) {
      FileHash hash = FileHash.of(UploadRig.sha256(tenant + round));
      List<UUID> begun = new ArrayList<>();
      for (int i = 0; i < UPLOADS; i++) {
        begun.add(begin(hash));
      }

      List<SessionRecord> done = completeAtOnce(begun);

      Set<UUID> told = new TreeSet<>();
      done.forEach(session -> told.add(session.file().fileId()));
      begun.forEach(id -> told.add(of(sessions.find(id)).orElseThrow().file().fileId()));
      assertEquals(Set.copyOf(known(hash)), told);
    }
    assertEquals(
        ROUNDS * UPLOADS,
        rig.number("SELECT sum(upload_count)::bigint FROM file_hashes WHERE tenant = $1", tenant));
    assertEquals(
        ROUNDS * UPLOADS,
        rig.number("SELECT count(*) FROM user_file_references WHERE tenant = $1", tenant));
  }

  /** With reports that are still on their way. */
  private List<SessionRecord> completeAtOnce(List<UUID> ids) {
    List<Uni<Optional<SessionRecord>>> calls = new ArrayList<>();
    for (UUID id : ids) {
      Uni<Optional<SessionRecord>> complete =
          transitions.complete(id, DONE, ALL, Optional.empty(), now.plusSeconds(9));
      calls.add(
          Uni.combine()
              .all()
              .unis(progress.write(new Advance(id, new Totals(7, 700, 7))), complete)
              .with((written, done) -> done));
    }
    return of(Uni.join().all(calls).andFailFast()).stream().map(Optional::orElseThrow).toList();
  }

  private List<UUID> known(FileHash hash) {
    return rig.rows(
        "SELECT file_id FROM file_hashes WHERE tenant = $1 AND encode(sha256, 'hex') = $2",
        Tuple.of(tenant, hash.hex()),
        row -> row.getUUID(0));
  }

  private UUID begin(FileHash hash) {
    StartRequest request =
        new StartRequest(
            "user-" + UUID.randomUUID(),
            new StartRequest.FileWish("f", 1_000, hash, null, null),
            ChunkPlan.of(1_000, 100L, null),
            new StartRequest.Terms(null, null, null, List.of(), null, null, null, null));
    return of(sessions.insert(tenant, request, now)).facts().sessionId();
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
