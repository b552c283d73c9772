package ai.agentcache.upload.chunk;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What Postgres knows of the progress of sessions. Many are advanced at once; rows are locked in
 * the order of their ids, so that two replicas never wait for each other. The time until a session
 * is given up is moved on by whole hours, because moving an indexed value makes each write dearer.
 */
@Singleton
final class ProgressStore {

  static final String ADVANCE =
      """
      WITH r AS (
        SELECT * FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::int[])
          AS r (id, chunks, bytes, prefix)),
      held AS (
        SELECT s.session_id FROM upload_sessions s
        WHERE s.session_id = ANY ($1) AND s.state IN ('uploading', 'paused')
        ORDER BY s.session_id FOR UPDATE)
      UPDATE upload_sessions s SET
        chunks_completed = greatest(s.chunks_completed, r.chunks),
        bytes_uploaded = greatest(s.bytes_uploaded, r.bytes),
        completed_prefix = greatest(s.completed_prefix, r.prefix),
        updated_at = greatest(s.updated_at, $5),
        expires_at = CASE WHEN s.expires_at < $6::timestamptz - interval '1 hour'
          THEN $6 ELSE s.expires_at END
      FROM r JOIN held ON held.session_id = r.id
      WHERE s.session_id = r.id
      RETURNING s.session_id, s.state, s.chunks_completed, s.bytes_uploaded, s.completed_prefix
      """;

  private static final String READ =
      """
      SELECT session_id, state, chunks_completed, bytes_uploaded, completed_prefix, tenant,
        user_id, file_size, chunk_size, chunks_total
      FROM upload_sessions WHERE session_id = $1
      """;

  private final PostgresGateway postgres;
  private final Clock clock;
  private final Duration idle;

  ProgressStore(PostgresGateway postgres, Clock clock, ChunkConfig config) {
    this.postgres = postgres;
    this.clock = clock;
    this.idle = config.sessionIdle();
  }

  /** Advances sessions, each at most once; those that are unknown or over are not in the answer. */
  Uni<Map<UUID, Written>> advance(Collection<Advance> advances) {
    List<Advance> rows = List.copyOf(advances);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    Tuple values =
        Tuple.tuple()
            .addValue(rows.stream().map(Advance::sessionId).toArray(UUID[]::new))
            .addValue(rows.stream().map(row -> row.totals().chunks()).toArray(Integer[]::new))
            .addValue(rows.stream().map(row -> row.totals().bytes()).toArray(Long[]::new))
            .addValue(rows.stream().map(row -> row.totals().prefix()).toArray(Integer[]::new))
            .addValue(now)
            .addValue(now.plus(idle));
    return postgres
        .query(ADVANCE, values)
        .map(
            found -> {
              Map<UUID, Written> written = new HashMap<>();
              found.forEach(row -> written.put(row.getUUID("session_id"), written(row)));
              return written;
            });
  }

  /** What is written of a session. */
  Uni<Optional<Known>> read(UUID sessionId) {
    return postgres
        .query(READ, Tuple.of(sessionId))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(known(sessionId, rows.iterator().next())));
  }

  private static Known known(UUID id, Row row) {
    SessionFacts facts =
        new SessionFacts(
            id,
            row.getString("tenant"),
            row.getString("user_id"),
            row.getLong("file_size"),
            row.getLong("chunk_size"),
            row.getInteger("chunks_total"));
    return new Known(facts, written(row));
  }

  private static Written written(Row row) {
    Totals totals =
        new Totals(
            row.getInteger("chunks_completed"),
            row.getLong("bytes_uploaded"),
            row.getInteger("completed_prefix"));
    return new Written(row.getString("state"), totals);
  }

  /**
   * A session in Postgres.
   *
   * @param facts what never changes
   * @param written what does
   */
  record Known(SessionFacts facts, Written written) {}
}
