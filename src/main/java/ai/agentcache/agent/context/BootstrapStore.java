package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.UserKey;
import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Everything of a user that an agent needs at its start, by one query. */
@Singleton
final class BootstrapStore {

  private static final String FIND =
      "SELECT "
          + ContextStore.COLUMNS
          + """
          , (SELECT coalesce(json_agg(recent.session), '[]') FROM (
              SELECT s.data || jsonb_build_object('session_id', s.session_id,
                'agent_id', s.agent_id, 'created_at', s.created_at) AS session
              FROM agent_sessions s WHERE s.tenant = $1 AND s.user_id = $2
              ORDER BY s.created_at DESC LIMIT $3) recent)::text AS sessions
          """
          + ContextStore.FROM;

  private final PostgresGateway postgres;
  private final int recent;

  BootstrapStore(PostgresGateway postgres, ContextConfig config) {
    this.postgres = postgres;
    this.recent = config.recentSessions();
  }

  /**
   * What is stored of a user.
   *
   * @param stored the context and progress
   * @param sessions the latest learning sessions, a JSON list
   */
  record Found(StoredContext stored, String sessions) {}

  /** What is stored of a user, with the latest sessions. */
  Uni<Found> find(UserKey user) {
    return postgres
        .query(FIND, Tuple.of(user.tenant(), user.userId(), (long) recent))
        .map(rows -> rows.iterator().next())
        .map(row -> new Found(ContextStore.stored(row), row.getString("sessions")));
  }
}
