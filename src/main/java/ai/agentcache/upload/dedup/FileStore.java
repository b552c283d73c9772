package ai.agentcache.upload.dedup;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.data.Numeric;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Known files and references to them in Postgres. */
@Singleton
final class FileStore {

  private static final String FIND =
      """
      SELECT f.file_id, f.size, f.url, f.file_name, f.mime_type, f.upload_count,
        f.first_uploaded_at,
        (SELECT count(*) FROM user_file_references r WHERE r.file_id = f.file_id) AS refs
      FROM file_hashes f WHERE f.tenant = $1 AND f.sha256 = $2
      """;

  static final String FIND_SIZE = FIND + " AND f.size = $3";
  static final String FIND_ANY = FIND + " LIMIT 2";

  private static final String REFERS =
      """
      SELECT 1 FROM user_file_references WHERE file_id = $1 AND user_id = $2 AND file_name = $3
      """;

  private static final String REFER =
      """
      INSERT INTO user_file_references (file_id, user_id, file_name, tenant, saved_bytes,
        saved_cost, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
      """;

  private static final String HOLD =
      "SELECT 1 FROM file_hashes WHERE file_id = $1 AND tenant = $2 FOR UPDATE";

  private static final String DROP =
      """
      DELETE FROM user_file_references
      WHERE file_id = $1 AND user_id = $2 AND ($3::text IS NULL OR file_name = $3)
      """;

  private static final String REMAINING =
      "SELECT count(*) FROM user_file_references WHERE file_id = $1";

  private static final String FORGET = "DELETE FROM file_hashes WHERE file_id = $1";

  private static final String CHUNK_HASHES =
      "SELECT chunk_size, hashes FROM upload_chunk_hashes WHERE file_id = $1";

  private final PostgresGateway postgres;
  private final DedupConfig config;

  FileStore(PostgresGateway postgres, DedupConfig config) {
    this.postgres = postgres;
    this.config = config;
  }

  /** The file of that hash and size. */
  Uni<Optional<KnownFile>> find(String tenant, byte[] sha256, long size) {
    return postgres
        .query(FIND_SIZE, Tuple.of(tenant, Buffer.buffer(sha256), size))
        .map(rows -> files(tenant, rows).stream().findFirst());
  }

  /** The file of that hash; none when there are several sizes. */
  Uni<Optional<KnownFile>> findAnySize(String tenant, byte[] sha256) {
    return postgres
        .query(FIND_ANY, Tuple.of(tenant, Buffer.buffer(sha256)))
        .map(rows -> files(tenant, rows))
        .map(files -> files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty());
  }

  /**
   * Makes a user refer to a file by a name; once, however often it is asked for.
   *
   * @return false when the file was forgotten meanwhile
   */
  Uni<Boolean> refer(String tenant, Reference reference, Savings savings, Instant now) {
    Tuple key = Tuple.of(reference.fileId(), reference.userId(), reference.fileName());
    return postgres
        .query(REFERS, key)
        .chain(
            rows ->
                rows.size() > 0
                    ? Uni.createFrom().item(true)
                    : insert(tenant, reference, savings, now));
  }

  private Uni<Boolean> insert(String tenant, Reference reference, Savings savings, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addValue(reference.fileId())
            .addValue(reference.userId())
            .addValue(reference.fileName())
            .addValue(tenant)
            .addValue(savings.bytes())
            .addValue(Numeric.create(BigDecimal.valueOf(savings.cost())))
            .addValue(now.atOffset(ZoneOffset.UTC));
    return postgres
        .query(REFER, values)
        .replaceWith(true)
        .onFailure(FileStore::isForgotten)
        .recoverWithItem(false);
  }

  /** 23503: the row that a foreign key names is gone. */
  private static boolean isForgotten(Throwable failure) {
    return failure instanceof PgException refused && "23503".equals(refused.getSqlState());
  }

  /** Ends a user's references to a file; with the last one the file is forgotten. */
  Uni<Release> release(String tenant, UUID fileId, String userId, @Nullable String fileName) {
    return postgres.transaction(
        connection ->
            run(connection, HOLD, Tuple.of(fileId, tenant))
                .chain(
                    held ->
                        held.size() == 0
                            ? Uni.createFrom().item(new Release(0, 0))
                            : drop(connection, Tuple.of(fileId, userId, fileName), fileId)));
  }

  private static Uni<Release> drop(SqlConnection connection, Tuple which, UUID fileId) {
    return run(connection, DROP, which)
        .chain(
            dropped ->
                run(connection, REMAINING, Tuple.of(fileId))
                    .map(rows -> rows.iterator().next().getLong(0))
                    .map(remaining -> new Release(dropped.rowCount(), remaining)))
        .call(
            release ->
                release.isLast()
                    ? run(connection, FORGET, Tuple.of(fileId))
                    : Uni.createFrom().voidItem());
  }

  private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values);
  }

  /** The recorded hashes of all chunks of a file; none when they were not reported. */
  Uni<Optional<ChunkHashes>> chunkHashes(UUID fileId) {
    return postgres
        .query(CHUNK_HASHES, Tuple.of(fileId))
        .map(
            rows -> {
              List<ChunkHashes> found = new ArrayList<>();
              rows.forEach(
                  row -> found.add(new ChunkHashes(row.getLong(0), row.getBuffer(1).getBytes())));
              return found.stream().findFirst();
            });
  }

  private List<KnownFile> files(String tenant, RowSet<Row> rows) {
    List<KnownFile> files = new ArrayList<>(rows.size());
    rows.forEach(row -> files.add(file(tenant, row)));
    return files;
  }

  private KnownFile file(String tenant, Row row) {
    UUID fileId = row.getUUID("file_id");
    String url = row.getString("url");
    String made = config.fileUrl().replace("{tenant}", tenant);
    return new KnownFile(
        fileId,
        url != null ? url : made.replace("{fileId}", fileId.toString()),
        row.getString("file_name"),
        row.getLong("size"),
        row.getString("mime_type"),
        row.getLong("upload_count"),
        row.getLong("refs"),
        row.getOffsetDateTime("first_uploaded_at").toInstant());
  }
}
