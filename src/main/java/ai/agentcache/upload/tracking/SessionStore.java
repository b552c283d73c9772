package ai.agentcache.upload.tracking;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.upload.chunk.ChunkConfig;
import ai.agentcache.upload.dedup.DedupConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Upload sessions in Postgres: begun and found. */
@Singleton
final class SessionStore {

  private static final String INSERT =
      """
      WITH measured AS (
        SELECT sum(file_size) * 1000.0 / nullif(sum(active_ms), 0) AS bytes_per_second
        FROM (
          SELECT file_size, active_ms FROM upload_sessions
          WHERE tenant = $2 AND user_id = $3 AND state = 'completed' AND verified
          ORDER BY started_at DESC LIMIT 20) latest)
      INSERT INTO upload_sessions (session_id, tenant, user_id, file_id, file_name, file_hash,
        sha256, file_size, mime_type, url, chunk_size, chunks_total, threads, upload_via,
        jetty_speed, edges_used, decision_id, device_fingerprint, state, estimated_seconds,
        estimated_cost, started_at, updated_at, expires_at)
      SELECT $1, $2, $3,
        coalesce((SELECT file_id FROM file_hashes
          WHERE tenant = $2 AND sha256 = $7 AND size = $8 AND NOT $25::boolean), $4),
        $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        coalesce($20::float8, $8::bigint / bytes_per_second, $8::bigint * 8 / ($21::float8 * 1e6)),
        $22, $23, $23, $24
      FROM measured
      RETURNING
      """
          + SessionRowStore.COLUMNS;

  private static final String FIND =
      "SELECT " + SessionRowStore.COLUMNS + " FROM upload_sessions WHERE session_id = $1";

  private static final String LIST =
      "SELECT "
          + SessionRowStore.COLUMNS
          + """
           FROM upload_sessions
          WHERE tenant = $1 AND ($2::text IS NULL OR user_id = $2)
            AND ($3::text[] IS NULL OR state = ANY ($3))
            AND ($4::text IS NULL OR file_hash = $4)
            AND ($5::text IS NULL OR device_fingerprint = $5)
            AND (started_at, session_id) < ($6, $7)
          ORDER BY started_at DESC, session_id DESC LIMIT $8
          """;

  private final PostgresGateway postgres;
  private final double assumedMbps;
  private final Duration idle;
  private final boolean proofRequired;

  SessionStore(
      PostgresGateway postgres, TrackingConfig config, ChunkConfig chunks, DedupConfig dedup) {
    this.postgres = postgres;
    this.assumedMbps = config.assumedMbps();
    this.idle = chunks.sessionIdle();
    this.proofRequired = dedup.proofRequired();
  }

  /** Begins a session; it has the id of a file that is known, unless that has to be proven. */
  Uni<SessionRecord> insert(String tenant, StartRequest request, Instant now) {
    StartRequest.FileWish file = request.file();
    StartRequest.Terms terms = request.terms();
    OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
    Tuple values =
        Tuple.tuple()
            .addValue(UUID.randomUUID())
            .addValue(tenant)
            .addValue(request.userId())
            .addValue(UUID.randomUUID())
            .addValue(file.name())
            .addValue(file.hash().text())
            .addValue(file.hash().sha256().map(Buffer::buffer).orElse(null))
            .addValue(file.size())
            .addValue(file.mimeType())
            .addValue(file.url())
            .addValue(request.plan().chunkSize())
            .addValue(request.plan().chunksTotal())
            .addValue(terms.threads())
            .addValue(terms.via())
            .addValue(terms.jettySpeed())
            .addValue(terms.edges().toArray(String[]::new))
            .addValue(terms.decisionId())
            .addValue(terms.fingerprint())
            .addValue(UploadState.start().label())
            .addValue(terms.estimatedSeconds())
            .addValue(assumedMbps)
            .addValue(terms.estimatedCost())
            .addValue(at)
            .addValue(at.plus(idle))
            .addValue(proofRequired);
    return postgres.query(INSERT, values).map(rows -> SessionRowStore.all(rows).get(0));
  }

  /** The session of that id, of whatever tenant. */
  Uni<Optional<SessionRecord>> find(UUID sessionId) {
    return postgres
        .query(FIND, Tuple.of(sessionId))
        .map(rows -> SessionRowStore.all(rows).stream().findFirst());
  }

  /** Sessions of a tenant, the latest first. */
  Uni<List<SessionRecord>> list(String tenant, SessionQuery query) {
    List<String> wanted = query.states();
    String[] states = wanted == null ? null : wanted.toArray(String[]::new);
    Tuple values =
        Tuple.tuple()
            .addValue(tenant)
            .addValue(query.userId())
            .addValue(states)
            .addValue(query.hash())
            .addValue(query.fingerprint())
            .addValue(query.from().started().atOffset(ZoneOffset.UTC))
            .addValue(query.from().sessionId())
            .addValue(query.limit());
    return postgres.query(LIST, values).map(SessionRowStore::all);
  }
}
