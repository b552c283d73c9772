package ai.agentcache.upload.edge;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The sums of days, and the end of what is too old, in Postgres. */
@Singleton
final class UpkeepStore {

  private static final String ROLL_UP =
      """
      INSERT INTO edge_performance_daily (day, edge_id, samples, failures, avg_latency_ms,
        p50_latency_ms, p95_latency_ms, avg_mbps, megabits)
      SELECT $1, edge_id, count(*), count(*) FILTER (WHERE NOT ok), avg(latency_ms),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms),
        percentile_cont(0.95) WITHIN GROUP (ORDER BY latency_ms), avg(mbps), sum(megabits)
      FROM edge_metrics
      WHERE edge_id = ANY($2) AND at >= $3 AND at < $4 GROUP BY edge_id
      ON CONFLICT (day, edge_id) DO UPDATE SET
        (samples, failures, avg_latency_ms, p50_latency_ms, p95_latency_ms, avg_mbps, megabits) =
        (excluded.samples, excluded.failures, excluded.avg_latency_ms, excluded.p50_latency_ms,
          excluded.p95_latency_ms, excluded.avg_mbps, excluded.megabits)
      """;

  private static final String PRUNE =
      """
      DELETE FROM edge_metrics WHERE id IN (
        SELECT id FROM edge_metrics WHERE at < $1 ORDER BY at LIMIT $2)
      """;

  private final PostgresGateway postgres;

  UpkeepStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** Sums up one day (UTC) of some edges; doing it again replaces the sums. */
  Uni<Void> rollUp(LocalDate day, List<String> edges) {
    return postgres
        .query(
            ROLL_UP,
            Tuple.of(
                day,
                edges.toArray(String[]::new),
                day.atStartOfDay().atOffset(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** Deletes some measurements from before a moment; says how many. */
  Uni<Integer> prune(Instant before, int most) {
    return postgres
        .query(PRUNE, Tuple.of(before.atOffset(ZoneOffset.UTC), most))
        .map(rows -> rows.rowCount());
  }
}
