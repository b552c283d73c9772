package ai.agentcache.upload.tracking;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Figures about one user's uploads, from Postgres. */
@Singleton
final class UserStatsStore {

  private static final String UPLOADS =
      """
      WITH mine AS (
        SELECT *, CASE WHEN state = 'completed' AND verified AND active_ms > 0
          THEN file_size * 8 / 1000.0 / active_ms END AS mbps
        FROM upload_sessions WHERE tenant = $1 AND user_id = $2 AND started_at >= $3)
      SELECT count(*) AS total,
        count(*) FILTER (WHERE state = 'completed') AS completed,
        count(*) FILTER (WHERE state = 'failed') AS failed,
        count(*) FILTER (WHERE state = 'expired') AS expired,
        count(*) FILTER (WHERE state IN ('uploading', 'paused')) AS unfinished,
        coalesce(sum(file_size) FILTER (WHERE state = 'completed'), 0)::bigint AS bytes,
        sum(actual_cost) FILTER (WHERE state = 'completed') AS cost,
        count(mbps) AS samples,
        (sum(file_size) FILTER (WHERE mbps IS NOT NULL) * 8 / 1000.0
          / sum(active_ms) FILTER (WHERE mbps IS NOT NULL))::float8 AS average,
        max(mbps)::float8 AS best,
        (SELECT mbps::float8 FROM mine WHERE mbps IS NOT NULL ORDER BY finished_at DESC LIMIT 1)
          AS last,
        (avg(active_ms) FILTER (WHERE mbps IS NOT NULL) / 1000)::float8 AS seconds,
        count(*) FILTER (WHERE mbps IS NOT NULL AND estimated_seconds IS NOT NULL) AS estimated,
        (avg(abs(estimated_seconds * 1000 - active_ms) / active_ms)
          FILTER (WHERE mbps IS NOT NULL))::float8 AS error
      FROM mine
      """;

  private static final String SAVINGS =
      """
      SELECT count(*) AS refs, count(*) FILTER (WHERE saved_bytes > 0) AS avoided,
        coalesce(sum(saved_bytes), 0)::bigint AS bytes, coalesce(sum(saved_cost), 0)::float8 AS cost
      FROM user_file_references WHERE tenant = $1 AND user_id = $2 AND created_at >= $3
      """;

  private static final String EDGES =
      """
      SELECT edge, count(*) AS uploads FROM upload_sessions, unnest(edges_used) AS edge
      WHERE tenant = $1 AND user_id = $2 AND started_at >= $3 AND state = 'completed'
      GROUP BY edge ORDER BY uploads DESC, edge LIMIT 20
      """;

  private static final String TENANT =
      """
      SELECT coalesce(s.files, 0) AS files, coalesce(s.uploads_avoided, 0) AS avoided,
        coalesce(s.bytes_saved, 0) AS bytes, coalesce(s.cost_saved, 0)::float8 AS cost,
        (SELECT count(*) FROM upload_sessions
          WHERE tenant = $1 AND state IN ('uploading', 'paused')) AS under_way
      FROM (SELECT 1) AS one LEFT JOIN deduplication_savings s ON s.tenant = $1
      """;

  private final PostgresGateway postgres;

  UserStatsStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** The figures of a period. */
  Uni<UserStats> of(String tenant, String userId, StatsPeriod period) {
    Tuple whose = Tuple.of(tenant, userId, period.from().atOffset(ZoneOffset.UTC));
    return Uni.combine()
        .all()
        .unis(
            postgres.query(UPLOADS, whose).map(rows -> rows.iterator().next()),
            postgres.query(SAVINGS, whose).map(rows -> saved(rows.iterator().next())),
            edges(whose))
        .with(UserStatsStore::stats);
  }

  /** What is known and was saved in a whole tenant. */
  Uni<TenantSavings> savings(String tenant) {
    return postgres
        .query(TENANT, Tuple.of(tenant))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new TenantSavings(
                    row.getLong("files"),
                    row.getLong("avoided"),
                    row.getLong("bytes"),
                    row.getDouble("cost"),
                    row.getLong("under_way")));
  }

  private Uni<List<UserStats.EdgeUse>> edges(Tuple whose) {
    return postgres
        .query(EDGES, whose)
        .map(
            rows -> {
              List<UserStats.EdgeUse> edges = new ArrayList<>();
              rows.forEach(
                  row -> edges.add(new UserStats.EdgeUse(row.getString(0), row.getLong(1))));
              return edges;
            });
  }

  private static UserStats stats(Row row, UserStats.Saved savings, List<UserStats.EdgeUse> edges) {
    return new UserStats(
        new UserStats.Transfers(
            row.getLong("total"),
            row.getLong("completed"),
            row.getLong("failed"),
            row.getLong("expired"),
            row.getLong("unfinished"),
            row.getLong("bytes"),
            row.getDouble("cost")),
        new UserStats.Speed(
            row.getLong("samples"),
            row.getDouble("average"),
            row.getDouble("best"),
            row.getDouble("last"),
            row.getDouble("seconds")),
        new UserStats.Estimates(row.getLong("estimated"), row.getDouble("error")),
        savings,
        edges);
  }

  private static UserStats.Saved saved(Row row) {
    return new UserStats.Saved(
        row.getLong("refs"), row.getLong("avoided"), row.getLong("bytes"), row.getDouble("cost"));
  }
}
