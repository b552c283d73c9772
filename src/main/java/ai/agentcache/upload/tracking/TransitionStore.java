package ai.agentcache.upload.tracking;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.upload.chunk.ChunkConfig;
import ai.agentcache.upload.chunk.Totals;
import ai.agentcache.upload.dedup.DedupConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Upload sessions in Postgres: moved from state to state. Each move is one statement that takes
 * place only from the states it is allowed in, so of two at once one comes second and finds the
 * session moved.
 */
@Singleton
final class TransitionStore {

  /** Any number that nobody else uses; the letters "upload" as hexadecimal bytes. */
  private static final long JANITOR = 0x75706c6f6164L;

  /** How long a pause that ends now was, and how long the session was active until now. */
  private static final String PAUSE =
      "coalesce(extract(epoch FROM $3::timestamptz - s.paused_at) * 1000, 0)::bigint";

  private static final String ACTIVE =
      "greatest(0, (extract(epoch FROM $3::timestamptz - s.started_at) * 1000)::bigint"
          + " - s.paused_ms - "
          + PAUSE
          + ")";

  /** What whoever subscribed is told of sessions that are over; {@code $3} is when. */
  private static final String TELL =
      """
      INSERT INTO events (id, type, tenant, occurred_at, data)
      SELECT %s, %s, tenant, $3, jsonb_strip_nulls(jsonb_build_object('sessionId', session_id,
        'userId', user_id, 'fileId', file_id, 'fileName', file_name, 'fileSize', file_size,
        'state', state, 'verified', verified, 'url', url, 'activeMs', active_ms,
        'error', error_message))
      FROM %s
      """;

  private static final String MOVE =
      """
      WITH moved AS (
      UPDATE upload_sessions s SET state = $2::text, updated_at = greatest(s.updated_at, $3),
        paused_ms = s.paused_ms + CASE WHEN $2 <> 'paused' THEN %s ELSE 0 END,
        active_ms = CASE WHEN $5::boolean THEN %s END,
        paused_at = CASE WHEN $2 = 'paused' THEN coalesce(s.paused_at, $3) END,
        finished_at = CASE WHEN $5 THEN $3 END,
        expires_at = CASE WHEN $5 THEN s.expires_at ELSE greatest(s.expires_at, $7) END,
        error_message = coalesce($4::text, s.error_message)
      WHERE s.session_id = $1 AND s.state = ANY ($6)
      RETURNING s.*),
      told AS (%s WHERE state = 'failed')
      SELECT
      """
              .formatted(PAUSE, ACTIVE, TELL.formatted("$8::uuid", "'upload.failed'", "moved"))
          + SessionRowStore.COLUMNS
          + " FROM moved";

  /**
   * All that a completed upload leaves, or nothing of it. A file of this hash and size that is
   * known, be it since a moment ago, gives the session its id; where that has to be proven, only if
   * the hashes of all chunks are those of the first upload, and else the session is not verified.
   */
  private static final String COMPLETE =
      """
      WITH held AS (
        SELECT s.*, greatest(s.chunks_completed, $4::int) = s.chunks_total
          AND greatest(s.bytes_uploaded, $5::bigint) = s.file_size AS whole
        FROM upload_sessions s WHERE s.session_id = $1 AND s.state = ANY ($2) FOR UPDATE),
      known AS (
        INSERT INTO file_hashes (file_id, tenant, sha256, size, url, file_name, mime_type,
          first_uploaded_at, last_uploaded_at)
        SELECT file_id, tenant, sha256, file_size, coalesce($8::text, url), file_name, mime_type,
          $3::timestamptz, $3
        FROM held WHERE whole AND sha256 IS NOT NULL
        ON CONFLICT (tenant, sha256, size) DO UPDATE SET
          upload_count = file_hashes.upload_count + 1,
          last_uploaded_at = greatest(file_hashes.last_uploaded_at, $3)
        WHERE NOT $11::boolean OR EXISTS (
          SELECT 1 FROM upload_chunk_hashes c, held h WHERE c.file_id = file_hashes.file_id
            AND c.chunk_size = h.chunk_size AND c.hashes = $10::bytea)
        RETURNING file_id),
      done AS (
        UPDATE upload_sessions s SET state = 'completed',
          chunks_completed = greatest(s.chunks_completed, $4::int),
          bytes_uploaded = greatest(s.bytes_uploaded, $5::bigint),
          completed_prefix = greatest(s.completed_prefix, $6::int),
          verified = held.whole AND (NOT $11 OR s.sha256 IS NULL OR known.file_id IS NOT NULL),
          file_id = coalesce(known.file_id,
            (SELECT f.file_id FROM file_hashes f WHERE f.tenant = s.tenant
              AND f.sha256 = s.sha256 AND f.size = s.file_size AND NOT $11), s.file_id),
          actual_cost = $7, url = coalesce($8, s.url),
          edges_used = CASE WHEN cardinality($9::text[]) > 0 THEN $9 ELSE s.edges_used END,
          paused_ms = s.paused_ms + %s, active_ms = %s,
          paused_at = null, finished_at = $3, updated_at = greatest(s.updated_at, $3)
        FROM held LEFT JOIN known ON true
        WHERE s.session_id = held.session_id AND s.state = ANY ($2)
        RETURNING s.*),
      referred AS (
        INSERT INTO user_file_references (file_id, user_id, file_name, tenant, created_at)
        SELECT k.file_id, d.user_id, d.file_name, d.tenant, $3 FROM done d, known k
        ON CONFLICT DO NOTHING),
      hashed AS (
        INSERT INTO upload_chunk_hashes (file_id, chunk_size, hashes)
        SELECT k.file_id, d.chunk_size, $10 FROM done d, known k WHERE $10 IS NOT NULL
        ON CONFLICT DO NOTHING),
      learnt AS (
        INSERT INTO upload_patterns (tenant, edge_id, weekday, hour, size_class, uploads, bytes,
          active_ms, last_at)
        SELECT d.tenant, e.id, extract(isodow FROM d.started_at AT TIME ZONE 'UTC'),
          extract(hour FROM d.started_at AT TIME ZONE 'UTC'),
          CASE WHEN d.file_size < 104857600 THEN 'small'
            WHEN d.file_size < 10737418240 THEN 'medium' ELSE 'large' END,
          1, d.file_size, d.active_ms, $3
        FROM done d, LATERAL (SELECT DISTINCT unnest(d.edges_used) AS id) e
        ORDER BY e.id
        ON CONFLICT (tenant, weekday, hour, edge_id, size_class) DO UPDATE SET
          uploads = upload_patterns.uploads + 1,
          bytes = upload_patterns.bytes + excluded.bytes,
          active_ms = upload_patterns.active_ms + excluded.active_ms, last_at = $3),
      told AS (%s)
      SELECT
      """
              .formatted(PAUSE, ACTIVE, TELL.formatted("$12::uuid", "'upload.completed'", "done"))
          + SessionRowStore.COLUMNS
          + " FROM done";

  private static final String EXPIRE =
      """
      WITH turn AS (SELECT pg_try_advisory_xact_lock($1) AS mine),
      old AS (
        SELECT session_id FROM upload_sessions
        WHERE state = ANY ($2) AND expires_at < $3 AND (SELECT mine FROM turn)
        ORDER BY expires_at LIMIT 500 FOR UPDATE SKIP LOCKED),
      gone AS (
      UPDATE upload_sessions s SET state = 'expired', updated_at = greatest(s.updated_at, $3),
        paused_ms = s.paused_ms + %s, active_ms = %s, paused_at = null, finished_at = $3
      FROM old WHERE s.session_id = old.session_id
      RETURNING s.*),
      told AS (%s)
      SELECT session_id, chunks_completed, bytes_uploaded, completed_prefix FROM gone
      """
          .formatted(PAUSE, ACTIVE, TELL.formatted("gen_random_uuid()", "'upload.failed'", "gone"));

  private final PostgresGateway postgres;
  private final Duration idle;
  private final boolean proofRequired;

  TransitionStore(PostgresGateway postgres, ChunkConfig chunks, DedupConfig dedup) {
    this.postgres = postgres;
    this.idle = chunks.sessionIdle();
    this.proofRequired = dedup.proofRequired();
  }

  /**
   * Moves a session by an action that is not its completion, and keeps it for another time unless
   * it is over then; none if it is not there to move.
   */
  Uni<Optional<SessionRecord>> move(
      UUID sessionId, UploadState to, Action by, @Nullable String error, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addValue(sessionId)
            .addValue(to.label())
            .addValue(now.atOffset(ZoneOffset.UTC))
            .addValue(error)
            .addValue(to.isFinished())
            .addValue(UploadState.open(by))
            .addValue(now.plus(idle).atOffset(ZoneOffset.UTC))
            .addValue(UUID.randomUUID());
    return postgres.query(MOVE, values).map(rows -> SessionRowStore.all(rows).stream().findFirst());
  }

  /**
   * Completes a session, and makes its file known if what was reported makes it up; none if it is
   * not there to complete.
   *
   * @param reported what the reports about chunks add up to
   * @param hashes the SHA-256 of all chunks, one after the other
   */
  Uni<Optional<SessionRecord>> complete(
      UUID sessionId, Completion said, Totals reported, Optional<byte[]> hashes, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addValue(sessionId)
            .addValue(UploadState.open(Action.COMPLETE))
            .addValue(now.atOffset(ZoneOffset.UTC))
            .addValue(reported.chunks())
            .addValue(reported.bytes())
            .addValue(reported.prefix())
            .addValue(said.actualCost())
            .addValue(said.url())
            .addValue(said.edges().toArray(String[]::new))
            .addValue(hashes.map(Buffer::buffer).orElse(null))
            .addValue(proofRequired)
            .addValue(UUID.randomUUID());
    return postgres
        .query(COMPLETE, values)
        .map(rows -> SessionRowStore.all(rows).stream().findFirst());
  }

  /** Gives up sessions that were not heard of for too long, unless another replica is at it. */
  Uni<List<Expired>> expire(Instant now) {
    Tuple values = Tuple.of(JANITOR, UploadState.open(Action.EXPIRE), now.atOffset(ZoneOffset.UTC));
    return postgres.query(EXPIRE, values).map(TransitionStore::expired);
  }

  private static List<Expired> expired(RowSet<Row> rows) {
    List<Expired> all = new ArrayList<>(rows.size());
    rows.forEach(
        row ->
            all.add(
                new Expired(
                    row.getUUID(0),
                    new Totals(row.getInteger(1), row.getLong(2), row.getInteger(3)))));
    return all;
  }

  /**
   * A session that was given up.
   *
   * @param sessionId which
   * @param totals how far it was
   */
  record Expired(UUID sessionId, Totals totals) {}
}
