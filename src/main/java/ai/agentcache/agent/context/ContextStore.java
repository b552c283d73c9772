package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.ProgressRowStore;
import ai.agentcache.agent.progress.ProgressRules;
import ai.agentcache.agent.progress.UnfitException;
import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Contexts in Postgres. A change is merged by the database, field by field, onto what is there at
 * that moment, so of any number at once none is lost and none has to be tried again.
 */
@Singleton
final class ContextStore {

  static final String COLUMNS =
      "u.name, u.context::text AS context, coalesce(u.version, 0) AS version,"
          + " p.fields::text AS fields, least(u.created_at, p.updated_at) AS created_at,"
          + " greatest(u.updated_at, p.updated_at) AS updated_at";

  static final String FROM =
      """

      FROM (SELECT $1::text AS tenant, $2::text AS user_id) AS asked
      LEFT JOIN agent_users u USING (tenant, user_id)
      LEFT JOIN agent_progress p USING (tenant, user_id)
      """;

  private static final String FIND = "SELECT " + COLUMNS + FROM;

  private static final String MERGE =
      """
      INSERT INTO agent_users AS known (tenant, user_id, name, context, created_at, updated_at)
      VALUES ($1, $2, $3, agent_context('{}', $4::text::jsonb), $5, $5)
      ON CONFLICT (tenant, user_id) DO UPDATE SET name = coalesce($3, known.name),
        context = agent_context(known.context, $4::text::jsonb),
        version = known.version + 1, updated_at = greatest(known.updated_at, $5)
      """;

  private final PostgresGateway postgres;
  private final ProgressRowStore progress;
  private final ProgressRules rules;
  private final Clock clock;

  ContextStore(
      PostgresGateway postgres, ProgressRowStore progress, ProgressRules rules, Clock clock) {
    this.postgres = postgres;
    this.progress = progress;
    this.rules = rules;
    this.clock = clock;
  }

  /** What is stored of a user. */
  Uni<StoredContext> find(UserKey user) {
    return postgres
        .query(FIND, Tuple.of(user.tenant(), user.userId()))
        .map(rows -> stored(rows.iterator().next()));
  }

  static StoredContext stored(Row row) {
    return new StoredContext(
        row.getString("name"),
        row.getString("context"),
        row.getLong("version"),
        row.getString("fields"),
        instant(row.getOffsetDateTime("created_at")),
        instant(row.getOffsetDateTime("updated_at")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** Changes what is kept of a user; who is not known yet is from then on. */
  Uni<Void> change(UserKey user, ContextChange change) {
    Instant now = clock.instant();
    ObjectNode set = change.progress();
    Uni<Void> changed =
        set == null
            ? postgres.query(MERGE, merging(user, change, now)).replaceWithVoid()
            : postgres.transaction(
                connection ->
                    progress
                        .change(
                            connection,
                            user,
                            before -> before.replaced(rules.set(set, now.toEpochMilli())),
                            now)
                        .chain(() -> merge(connection, user, change, now)));
    return fitting(changed);
  }

  /** Merges a change within a transaction. */
  static Uni<Void> merge(
      SqlConnection connection, UserKey user, ContextChange change, Instant now) {
    return connection.preparedQuery(MERGE).execute(merging(user, change, now)).replaceWithVoid();
  }

  private static Tuple merging(UserKey user, ContextChange change, Instant now) {
    return Tuple.tuple()
        .addValue(user.tenant())
        .addValue(user.userId())
        .addValue(change.name())
        .addValue(change.rest().toString())
        .addValue(now.atOffset(ZoneOffset.UTC));
  }

  /** The table bounds how much there may be of a user in all. */
  static <T> Uni<T> fitting(Uni<T> work) {
    return work.onFailure(ContextStore::isTooLarge)
        .transform(
            failure ->
                new ApiException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "The context would have more than 256 KiB."))
        .onFailure(UnfitException.class)
        .transform(
            failure ->
                new ApiException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The progress of the user would have " + failure.getMessage() + "."));
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof PgException refused && "23514".equals(refused.getSqlState());
  }
}
