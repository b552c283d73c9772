package ai.agentcache.upload.tracking;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Patterns of uploads, and predictions by them, in Postgres. */
@Singleton
final class PrewarmStore {

  private static final Duration SCORED = Duration.ofDays(90);

  private static final String USES =
      """
      SELECT edge_id, weekday, sum(uploads)::bigint AS uploads FROM upload_patterns
      WHERE tenant = $1 AND hour = $2 GROUP BY edge_id, weekday
      """;

  /** The first prediction for an hour stands. */
  private static final String KEEP =
      """
      INSERT INTO upload_prewarm_predictions (tenant, for_hour, edges, made_at)
      VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
      """;

  private static final String ACCURACY =
      """
      SELECT count(DISTINCT p.for_hour) AS predictions, count(s.session_id) AS uploads,
        count(s.session_id) FILTER (WHERE s.edges_used && p.edges) AS hits
      FROM upload_prewarm_predictions p LEFT JOIN upload_sessions s
        ON s.tenant = p.tenant AND s.started_at >= p.for_hour
        AND s.started_at < p.for_hour + interval '1 hour'
        AND s.state = 'completed' AND cardinality(s.edges_used) > 0
      WHERE p.tenant = $1 AND p.for_hour >= $2
        AND p.for_hour <= $3::timestamptz - interval '1 hour'
      """;

  private static final String FORGET = "DELETE FROM upload_prewarm_predictions WHERE for_hour < $1";

  private final PostgresGateway postgres;

  PrewarmStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** How often edges were used in an hour of the day. */
  Uni<List<Prewarm.Use>> uses(String tenant, int hour) {
    return postgres
        .query(USES, Tuple.of(tenant, (short) hour))
        .map(
            rows -> {
              List<Prewarm.Use> uses = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      uses.add(new Prewarm.Use(row.getString(0), row.getShort(1), row.getLong(2))));
              return uses;
            });
  }

  /** Keeps a prediction for an hour that has not begun, unless there is one. */
  Uni<Void> keep(String tenant, Instant hour, List<String> edges, Instant now) {
    Tuple values =
        Tuple.of(
            tenant,
            hour.atOffset(ZoneOffset.UTC),
            edges.toArray(String[]::new),
            now.atOffset(ZoneOffset.UTC));
    return postgres.query(KEEP, values).replaceWithVoid();
  }

  /** How predictions of the last 90 days went whose hour is over. */
  Uni<Accuracy> accuracy(String tenant, Instant now) {
    Tuple values =
        Tuple.of(tenant, now.minus(SCORED).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
    return postgres
        .query(ACCURACY, values)
        .map(rows -> rows.iterator().next())
        .map(row -> new Accuracy(row.getLong(0), row.getLong(1), row.getLong(2)));
  }

  /** Forgets predictions that are not scored any more. */
  Uni<Void> forget(Instant now) {
    return postgres
        .query(FORGET, Tuple.of(now.minus(SCORED).atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /**
   * How predictions went.
   *
   * @param predictions how many hours were predicted
   * @param uploads how many uploads completed that began in these and used edges
   * @param hits how many of them used an edge that was predicted
   */
  record Accuracy(long predictions, long uploads, long hits) {}
}
