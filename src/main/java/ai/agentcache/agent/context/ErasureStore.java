package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.ProgressRowStore;
import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Removes everything of a user from Postgres, and notes when. */
@Singleton
final class ErasureStore {

  private static final String ERASE =
      """
      WITH
        noted AS (INSERT INTO agent_erasures AS known (tenant, user_id, erased_at)
          VALUES ($1, $2, $3) ON CONFLICT (tenant, user_id)
          DO UPDATE SET erased_at = greatest(known.erased_at, excluded.erased_at)),
        contexts AS (
          DELETE FROM agent_users WHERE tenant = $1 AND user_id = $2 RETURNING 1),
        progress AS (
          DELETE FROM agent_progress WHERE tenant = $1 AND user_id = $2 RETURNING 1),
        updates AS (
          DELETE FROM agent_updates WHERE tenant = $1 AND user_id = $2 RETURNING 1),
        batches AS (
          DELETE FROM agent_batches WHERE tenant = $1 AND user_id = $2 RETURNING 1),
        sessions AS (
          DELETE FROM agent_sessions WHERE tenant = $1 AND user_id = $2 RETURNING 1),
        told AS (
          DELETE FROM events WHERE tenant = $1 AND type = 'batch.dead_letter'
            AND data ->> 'userId' = $2)
      SELECT (SELECT count(*) FROM contexts) AS contexts,
        (SELECT count(*) FROM progress) AS progress,
        (SELECT count(*) FROM updates) AS updates,
        (SELECT count(*) FROM batches) AS batches,
        (SELECT count(*) FROM sessions) AS sessions
      """;

  private final PostgresGateway postgres;
  private final ProgressRowStore locks;

  ErasureStore(PostgresGateway postgres, ProgressRowStore locks) {
    this.postgres = postgres;
    this.locks = locks;
  }

  /** Removes everything of a user; updates accepted until that moment are not applied any more. */
  Uni<Erased> erase(UserKey user, Instant moment) {
    Tuple values = Tuple.of(user.tenant(), user.userId(), moment.atOffset(ZoneOffset.UTC));
    return postgres.transaction(
        connection ->
            locks
                .lock(connection, List.of(user))
                .chain(() -> connection.preparedQuery(ERASE).execute(values))
                .map(rows -> erased(rows.iterator().next())));
  }

  private static Erased erased(Row row) {
    return new Erased(
        row.getLong("contexts"),
        row.getLong("progress"),
        row.getLong("updates"),
        row.getLong("batches"),
        row.getLong("sessions"),
        0,
        Map.of());
  }
}
