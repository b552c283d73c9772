package ai.agentcache.upload.edge;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Edges and what was observed of them in Postgres. */
@Singleton
final class EdgeStore {

  private static final String ALL =
      """
      SELECT l.id, l.city, l.country, l.lat, l.lng, l.url, l.price_per_gb, l.bandwidth_mbps,
        l.capacity_mbps, l.active, s.*
      FROM edge_locations l LEFT JOIN edge_states s ON s.edge_id = l.id ORDER BY l.id
      """;

  /** Keeps each observation and adds it to the averages, by the rules of {@link EdgeState}. */
  private static final String ADD =
      """
      WITH given AS (
        SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::boolean[],
            $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::uuid[])
          WITH ORDINALITY AS g (edge_id, at, source, ok, latency_ms, excess_ms, mbps, load,
            megabits, decision_id, n)),
      written AS (
        INSERT INTO edge_metrics (edge_id, at, source, ok, latency_ms, excess_ms, mbps, load,
          megabits, decision_id)
        SELECT edge_id, at, source, ok, latency_ms, excess_ms, mbps, load, megabits, decision_id
        FROM given WHERE edge_id IN (SELECT id FROM edge_locations) ORDER BY n
        ON CONFLICT DO NOTHING RETURNING *),
      dated AS (
        SELECT *, max(at) OVER edge AS newest, max(id) FILTER (WHERE ok) OVER edge AS last_ok
        FROM written WINDOW edge AS (PARTITION BY edge_id)),
      weighed AS (SELECT *, edge_decay(at, newest, $11) AS w FROM dated)
      INSERT INTO edge_states AS s (edge_id, at, samples, latency_weight, latency_total,
        excess_weight, excess_total, mbps_weight, mbps_total, ok_weight, ok_total, load_weight,
        load_total, megabits, failures_in_a_row)
      SELECT edge_id, newest, count(*),
        coalesce(sum(w) FILTER (WHERE latency_ms IS NOT NULL), 0), coalesce(sum(w * latency_ms), 0),
        coalesce(sum(w) FILTER (WHERE excess_ms IS NOT NULL), 0), coalesce(sum(w * excess_ms), 0),
        coalesce(sum(w) FILTER (WHERE mbps IS NOT NULL), 0), coalesce(sum(w * mbps), 0),
        sum(w), coalesce(sum(w) FILTER (WHERE ok), 0),
        coalesce(sum(w) FILTER (WHERE load IS NOT NULL), 0), coalesce(sum(w * load), 0),
        sum(w * megabits), count(*) FILTER (WHERE id > coalesce(last_ok, 0))
      FROM weighed GROUP BY edge_id, newest ORDER BY edge_id
      ON CONFLICT (edge_id) DO UPDATE SET
        (at, samples, latency_weight, latency_total, excess_weight, excess_total, mbps_weight,
          mbps_total, ok_weight, ok_total, load_weight, load_total, megabits, failures_in_a_row) =
        (SELECT greatest(s.at, e.at), s.samples + e.samples,
          s.latency_weight * a + e.latency_weight * b, s.latency_total * a + e.latency_total * b,
          s.excess_weight * a + e.excess_weight * b, s.excess_total * a + e.excess_total * b,
          s.mbps_weight * a + e.mbps_weight * b, s.mbps_total * a + e.mbps_total * b,
          s.ok_weight * a + e.ok_weight * b, s.ok_total * a + e.ok_total * b,
          s.load_weight * a + e.load_weight * b, s.load_total * a + e.load_total * b,
          s.megabits * a + e.megabits * b,
          e.failures_in_a_row + CASE WHEN e.ok_total > 0 THEN 0 ELSE s.failures_in_a_row END
        FROM (SELECT excluded.*) AS e,
          (SELECT edge_decay(s.at, excluded.at, $11), edge_decay(excluded.at, s.at, $11))
            AS decay (a, b))
      RETURNING *
      """;

  private final PostgresGateway postgres;

  EdgeStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** All edges by id, with what is known of them. */
  Uni<List<Listed>> all() {
    return postgres
        .query(ALL, Tuple.tuple())
        .map(
            rows -> {
              List<Listed> all = new ArrayList<>(rows.size());
              rows.forEach(row -> all.add(new Listed(edge(row), state(row))));
              return all;
            });
  }

  /**
   * Adds observations. Those of edges that are not there and a client's second of the same edge and
   * decision are passed over.
   *
   * @return what is known now of the edges of the others
   */
  Uni<Map<String, EdgeState>> add(List<Seen> seen, Duration halfLife) {
    Tuple columns =
        Tuple.tuple()
            .addValue(seen.stream().map(Seen::edge).toArray(String[]::new))
            .addValue(times(seen))
            .addValue(texts(seen, one -> one.source().text()))
            .addValue(seen.stream().map(one -> one.observation().ok()).toArray(Boolean[]::new))
            .addValue(numbers(seen, Observation::latencyMs))
            .addValue(numbers(seen, Observation::excessMs))
            .addValue(numbers(seen, Observation::mbps))
            .addValue(numbers(seen, Observation::load))
            .addValue(numbers(seen, Observation::megabits))
            .addValue(decisions(seen))
            .addValue(halfLife.toMillis() / 1e3);
    return postgres
        .query(ADD, columns)
        .map(
            rows -> {
              Map<String, EdgeState> states = new HashMap<>();
              rows.forEach(row -> states.put(row.getString("edge_id"), state(row)));
              return states;
            });
  }

  private static OffsetDateTime[] times(List<Seen> seen) {
    return seen.stream()
        .map(one -> one.observation().at().atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  private static String[] texts(List<Seen> seen, Function<Observation, String> field) {
    return seen.stream().map(one -> field.apply(one.observation())).toArray(String[]::new);
  }

  private static @Nullable UUID[] decisions(List<Seen> seen) {
    return seen.stream().map(one -> one.observation().decision()).toArray(UUID[]::new);
  }

  private static @Nullable Double[] numbers(List<Seen> seen, ToDoubleFunction<Observation> field) {
    return seen.stream()
        .map(one -> field.applyAsDouble(one.observation()))
        .map(number -> number.isNaN() ? null : number)
        .toArray(Double[]::new);
  }

  private static Edge edge(Row row) {
    return new Edge(
        row.getString("id"),
        row.getString("city"),
        row.getString("country"),
        new Location(row.getDouble("lat"), row.getDouble("lng")),
        row.getString("url"),
        row.getBigDecimal("price_per_gb").doubleValue(),
        row.getDouble("bandwidth_mbps"),
        row.getDouble("capacity_mbps"),
        row.getBoolean("active"));
  }

  private static EdgeState state(Row row) {
    OffsetDateTime at = row.getOffsetDateTime("at");
    return at == null
        ? EdgeState.UNKNOWN
        : new EdgeState(
            at.toInstant(),
            row.getLong("samples"),
            estimate(row, "latency"),
            estimate(row, "excess"),
            estimate(row, "mbps"),
            estimate(row, "ok"),
            estimate(row, "load"),
            row.getDouble("megabits"),
            row.getInteger("failures_in_a_row"));
  }

  private static Estimate estimate(Row row, String what) {
    return new Estimate(row.getDouble(what + "_weight"), row.getDouble(what + "_total"));
  }
}
