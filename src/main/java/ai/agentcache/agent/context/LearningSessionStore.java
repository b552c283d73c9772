package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.ProgressRowStore;
import ai.agentcache.agent.progress.ProgressRules;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

/** Learning sessions in Postgres. */
@Singleton
final class LearningSessionStore {

  private static final String INSERT =
      """
      INSERT INTO agent_sessions (tenant, session_id, user_id, agent_id, data, created_at)
      VALUES ($1, $2, $3, $4, $5::text::jsonb, $6)
      ON CONFLICT (tenant, session_id) DO NOTHING
      """;

  private final PostgresGateway postgres;
  private final ProgressRowStore progress;
  private final ProgressRules rules;
  private final Clock clock;

  LearningSessionStore(
      PostgresGateway postgres, ProgressRowStore progress, ProgressRules rules, Clock clock) {
    this.postgres = postgres;
    this.progress = progress;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Writes a session, what it adds to the progress of its user, and its line in the history; all or
   * nothing of it.
   *
   * @return when it was created; fails with 409 when there is one of this id
   */
  Uni<Instant> create(LearningSession session) {
    Instant now = clock.instant();
    Uni<Instant> created =
        postgres.transaction(
            connection ->
                insert(connection, session, now)
                    .chain(() -> addProgress(connection, session, now))
                    .chain(
                        () ->
                            ContextStore.merge(
                                connection, session.user(), session.history(now.toString()), now))
                    .replaceWith(now));
    return ContextStore.fitting(created);
  }

  private static Uni<Void> insert(SqlConnection connection, LearningSession session, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addValue(session.user().tenant())
            .addValue(session.sessionId())
            .addValue(session.user().userId())
            .addValue(session.agentId())
            .addValue(session.data().toString())
            .addValue(now.atOffset(ZoneOffset.UTC));
    return connection
        .preparedQuery(INSERT)
        .execute(values)
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw new ApiException(
                    ErrorCode.SESSION_ALREADY_EXISTS,
                    "`session_id` names a session that there is.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> addProgress(SqlConnection connection, LearningSession session, Instant now) {
    return progress
        .change(
            connection,
            session.user(),
            before -> before.plus(rules.told(session.progress(), now.toEpochMilli())),
            now)
        .replaceWithVoid();
  }
}
