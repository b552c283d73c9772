package ai.agentcache.upload.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProgressStoreTest {

  @Inject ProgressStore store;
  @Inject UploadRig rig;

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  @Test
  void advance_many_movesEachOnAndNoneBack() {
    UUID one = session("uploading");
    UUID two = session("paused");
    UUID unknown = UUID.randomUUID();
    of(store.advance(List.of(advance(one, 5, 500, 3), advance(two, 1, 900, 1))));

    Map<UUID, Written> written =
        of(
            store.advance(
                List.of(
                    advance(two, 2, 10, 0), advance(one, 4, 600, 4), advance(unknown, 1, 1, 1))));

    assertEquals(
        Map.of(
            one, new Written("uploading", new Totals(5, 600, 4)),
            two, new Written("paused", new Totals(2, 900, 1))),
        written);
    assertEquals(written.get(one), of(store.read(one)).orElseThrow().written());
  }

  @Test
  void advance_amongManySessions_readsNoneButItsOwn() {
    rig.run(
        """
        INSERT INTO upload_sessions (session_id, tenant, user_id, file_id, file_name, file_hash,
          file_size, chunk_size, chunks_total, state, started_at, updated_at, expires_at)
        SELECT gen_random_uuid(), 'many', 'u' || i % 100, gen_random_uuid(), 'f', 'h', 1000, 100, 10,
          'uploading', now(), now(), now() + interval '7 days' FROM generate_series(1, 10000) i
        """);
    rig.run("ANALYZE upload_sessions");
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Tuple values =
        Tuple.tuple()
            .addValue(new UUID[] {session("uploading"), session("uploading")})
            .addValue(new Integer[] {1, 1})
            .addValue(new Long[] {1L, 1L})
            .addValue(new Integer[] {1, 1})
            .addValue(now)
            .addValue(now);
    String plan =
        String.join(
            "\n", rig.rows("EXPLAIN " + ProgressStore.ADVANCE, values, row -> row.getString(0)));
    assertFalse(plan.contains("Seq Scan on upload_sessions"), plan);
    rig.run("DELETE FROM upload_sessions WHERE tenant = 'many'");
  }

  private UUID session(String state) {
    UUID id = UUID.randomUUID();
    rig.run(
        """
        INSERT INTO upload_sessions (session_id, tenant, user_id, file_id, file_name, file_hash,
          file_size, chunk_size, chunks_total, state, started_at, updated_at, expires_at)
        VALUES ($1, 'progress', 'u', $1, 'f', 'h', 1000, 100, 10, 'uploading', now(), now(),
          now() + interval '7 days')
        """,
        id);
    rig.run(
        "UPDATE upload_sessions SET state = $2::text,"
            + " paused_at = CASE WHEN $2 = 'paused' THEN now() END WHERE session_id = $1",
        id,
        state);
    return id;
  }

  private static Advance advance(UUID id, int chunks, long bytes, int prefix) {
    return new Advance(id, new Totals(chunks, bytes, prefix));
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
