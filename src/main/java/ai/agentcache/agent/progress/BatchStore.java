package ai.agentcache.agent.progress;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/** What Postgres remembers of batches, and forgetting it in time. */
@Singleton
final class BatchStore {

  private static final String FIND =
      """
      SELECT tenant, user_id, type, size, failed, opened_at, applied_at
      FROM agent_batches WHERE batch_id = $1
      """;

  /** Little at once, so that nobody waits for it. */
  private static final String FORGET =
      """
      WITH
        updates AS (DELETE FROM agent_updates WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM agent_updates WHERE accepted_at < $1
          LIMIT 2000 FOR UPDATE SKIP LOCKED)) RETURNING 1),
        erasures AS (DELETE FROM agent_erasures WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM agent_erasures WHERE erased_at < $1
          LIMIT 2000 FOR UPDATE SKIP LOCKED)) RETURNING 1),
        batches AS (DELETE FROM agent_batches WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM agent_batches WHERE opened_at < $1
          LIMIT 2000 FOR UPDATE SKIP LOCKED)) RETURNING 1)
      SELECT (SELECT count(*) FROM updates) + (SELECT count(*) FROM erasures)
        + (SELECT count(*) FROM batches)
      """;

  private static final String SUMS =
      """
      SELECT coalesce(sum(size - failed), 0)::bigint, coalesce(sum(failed), 0)::bigint
      FROM agent_batches WHERE opened_at >= $1
      """;

  private static final Duration HOUR = Duration.ofHours(1);

  private final PostgresGateway postgres;
  private final Clock clock;
  private final Duration remembered;

  BatchStore(PostgresGateway postgres, Clock clock, ProgressConfig config) {
    this.postgres = postgres;
    this.clock = clock;
    this.remembered = config.remembered();
  }

  /** What was written of a batch, if anything was. */
  Uni<Optional<WrittenBatch>> find(String batchId) {
    return postgres
        .query(FIND, Tuple.of(batchId))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(batch(rows.iterator().next())));
  }

  private static WrittenBatch batch(Row row) {
    return new WrittenBatch(
        new UserKey(row.getString("tenant"), row.getString("user_id")),
        row.getString("type"),
        row.getInteger("size"),
        row.getInteger("failed"),
        row.getOffsetDateTime("opened_at").toInstant(),
        row.getOffsetDateTime("applied_at").toInstant());
  }

  /** Updates that were applied, and that could not be. */
  record Sums(long applied, long failed) {}

  /** Of batches that were opened in the last hour, of one tenant or of all. */
  Uni<Sums> lastHour(Optional<String> tenant) {
    Tuple values = Tuple.of(clock.instant().minus(HOUR).atOffset(ZoneOffset.UTC));
    return tenant
        .map(one -> postgres.query(SUMS + " AND tenant = $2", values.addString(one)))
        .orElseGet(() -> postgres.query(SUMS, values))
        .map(rows -> rows.iterator().next())
        .map(row -> new Sums(row.getLong(0), row.getLong(1)));
  }

  /** Forgets some of what is too old, and says how much. */
  Uni<Long> forget() {
    return postgres
        .query(FORGET, Tuple.of(clock.instant().minus(remembered).atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
