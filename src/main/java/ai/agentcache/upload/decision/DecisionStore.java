package ai.agentcache.upload.decision;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decisions in Postgres. */
@Singleton
final class DecisionStore {

  private static final String INSERT =
      """
      INSERT INTO edge_decisions (id, tenant, user_id, at, file_size, priority, best_edge,
        predicted_seconds, document)
      SELECT id, tenant, user_id, at, file_size, priority, best_edge, predicted, document::json
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[],
        $7::text[], $8::float8[], $9::text[])
        AS d (id, tenant, user_id, at, file_size, priority, best_edge, predicted, document)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String FINISH =
      """
      UPDATE edge_decisions d SET actual_seconds = o.seconds, actual_bytes = o.bytes,
        finished_at = o.at
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::float8[], $5::bigint[],
          $6::timestamptz[])
        WITH ORDINALITY AS o (id, tenant, user_scope, seconds, bytes, at, n)
      WHERE d.id = o.id AND d.tenant = o.tenant AND d.user_id = coalesce(o.user_scope, d.user_id)
        AND d.actual_seconds IS NULL
      RETURNING o.n, d.document::text AS document
      """;

  private static final String FIND =
      """
      SELECT document::text AS document, predicted_seconds, actual_seconds, actual_bytes
      FROM edge_decisions WHERE id = $1 AND tenant = $2 AND at >= $3
      """;

  private static final String PRUNE =
      """
      DELETE FROM edge_decisions WHERE id IN (
        SELECT id FROM edge_decisions WHERE at < $1 ORDER BY at LIMIT $2)
      """;

  private final PostgresGateway postgres;

  DecisionStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** Keeps all of them, or none; those that are there already stay as they are. */
  Uni<Void> insert(List<DecisionRow> rows) {
    Tuple columns =
        Tuple.tuple()
            .addValue(rows.stream().map(DecisionRow::id).toArray(UUID[]::new))
            .addValue(texts(rows, DecisionRow::tenant))
            .addValue(texts(rows, DecisionRow::user))
            .addValue(times(rows.stream().map(DecisionRow::at).toList()))
            .addValue(rows.stream().map(DecisionRow::bytes).toArray(Long[]::new))
            .addValue(texts(rows, DecisionRow::priority))
            .addValue(texts(rows, DecisionRow::bestEdge))
            .addValue(rows.stream().map(DecisionRow::predictedSeconds).toArray(Double[]::new))
            .addValue(texts(rows, DecisionRow::document));
    return postgres.query(INSERT, columns).replaceWithVoid();
  }

  /** Keeps how uploads went, the first word on each decision; says which those were. */
  Uni<List<Followed>> finish(List<Outcome> outcomes) {
    Tuple columns =
        Tuple.tuple()
            .addValue(outcomes.stream().map(Outcome::decision).toArray(UUID[]::new))
            .addValue(texts(outcomes, outcome -> outcome.caller().tenant()))
            .addValue(texts(outcomes, outcome -> outcome.caller().userScope()))
            .addValue(outcomes.stream().map(Outcome::seconds).toArray(Double[]::new))
            .addValue(outcomes.stream().map(Outcome::bytes).toArray(Long[]::new))
            .addValue(times(outcomes.stream().map(Outcome::at).toList()));
    return postgres
        .query(FINISH, columns)
        .map(
            rows -> {
              List<Followed> first = new ArrayList<>(rows.size());
              rows.forEach(row -> first.add(followed(outcomes.get(row.getInteger("n") - 1), row)));
              return first;
            });
  }

  private static Followed followed(Outcome outcome, Row row) {
    JsonObject document = DecisionDocument.read(row.getString("document"));
    return new Followed(
        outcome.decision(),
        DecisionDocument.edges(document),
        outcome.edges(),
        outcome.seconds(),
        outcome.bytes(),
        outcome.at());
  }

  /** A decision of a tenant since a moment, with how its upload went. */
  Uni<Optional<JsonObject>> find(String tenant, UUID id, Instant since) {
    return postgres
        .query(FIND, Tuple.of(id, tenant, since.atOffset(ZoneOffset.UTC)))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(document(rows.iterator().next())));
  }

  /** Deletes some decisions from before a moment; says how many. */
  Uni<Integer> prune(Instant before, int most) {
    return postgres
        .query(PRUNE, Tuple.of(before.atOffset(ZoneOffset.UTC), most))
        .map(rows -> rows.rowCount());
  }

  private static JsonObject document(Row row) {
    return DecisionDocument.with(
        DecisionDocument.read(row.getString("document")),
        row.getDouble("actual_seconds"),
        row.getLong("actual_bytes"),
        row.getDouble("predicted_seconds"));
  }

  private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> field) {
    return rows.stream().map(field).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(List<Instant> times) {
    return times.stream().map(time -> time.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
  }
}
