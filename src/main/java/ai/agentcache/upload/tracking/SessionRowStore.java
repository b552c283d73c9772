package ai.agentcache.upload.tracking;

import ai.agentcache.upload.chunk.SessionFacts;
import ai.agentcache.upload.chunk.Totals;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code upload_sessions}, for all stores of this package. */
final class SessionRowStore {

  /** What a statement has to select. */
  static final String COLUMNS =
      """
      session_id, tenant, user_id, file_size, chunk_size, chunks_total, file_id, file_name,
      file_hash, mime_type, threads, upload_via, jetty_speed, edges_used, decision_id,
      device_fingerprint, estimated_seconds, estimated_cost, state, chunks_completed,
      bytes_uploaded, completed_prefix, verified, actual_cost, active_ms, error_message,
      started_at, updated_at, finished_at, expires_at
      """;

  private SessionRowStore() {}

  static List<SessionRecord> all(RowSet<Row> rows) {
    List<SessionRecord> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(record(row)));
    return all;
  }

  private static SessionRecord record(Row row) {
    return new SessionRecord(
        facts(row),
        new SessionRecord.FileEntry(
            row.getUUID("file_id"),
            row.getString("file_name"),
            row.getString("file_hash"),
            row.getString("mime_type")),
        terms(row),
        UploadState.named(row.getString("state")).orElseThrow(),
        new Totals(
            row.getInteger("chunks_completed"),
            row.getLong("bytes_uploaded"),
            row.getInteger("completed_prefix")),
        new SessionRecord.Outcome(
            row.getBoolean("verified"),
            row.getDouble("actual_cost"),
            row.getLong("active_ms"),
            row.getString("error_message")),
        times(row));
  }

  private static SessionFacts facts(Row row) {
    return new SessionFacts(
        row.getUUID("session_id"),
        row.getString("tenant"),
        row.getString("user_id"),
        row.getLong("file_size"),
        row.getLong("chunk_size"),
        row.getInteger("chunks_total"));
  }

  private static StartRequest.Terms terms(Row row) {
    return new StartRequest.Terms(
        row.getInteger("threads"),
        row.getString("upload_via"),
        row.getBoolean("jetty_speed"),
        List.of(row.getArrayOfStrings("edges_used")),
        row.getString("decision_id"),
        row.getString("device_fingerprint"),
        row.getDouble("estimated_seconds"),
        row.getDouble("estimated_cost"));
  }

  private static SessionRecord.Times times(Row row) {
    return new SessionRecord.Times(
        row.getOffsetDateTime("started_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant(),
        instant(row.getOffsetDateTime("finished_at")),
        row.getOffsetDateTime("expires_at").toInstant());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
