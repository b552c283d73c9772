package ai.agentcache.agent.progress;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The progress of users in Postgres, read and written within a transaction of the caller. Whoever
 * writes anything of a user holds the user's lock: rows alone would not do, because where there is
 * none yet nothing could be held.
 */
@Singleton
public final class ProgressRowStore {

  private static final String LOCK =
      """
      SELECT pg_advisory_xact_lock(user_lock) IS NULL
      FROM (SELECT DISTINCT hashtextextended(name, 0) AS user_lock
        FROM unnest($1::text[]) AS name ORDER BY user_lock) AS locks
      """;

  private static final String READ =
      """
      SELECT p.tenant, p.user_id, p.fields::text
      FROM unnest($1::text[], $2::text[]) AS asked (tenant, user_id)
      JOIN agent_progress p USING (tenant, user_id)
      """;

  private static final String WRITE =
      """
      INSERT INTO agent_progress (tenant, user_id, fields, updated_at)
      SELECT tenant, user_id, fields::jsonb, $4
      FROM unnest($1::text[], $2::text[], $3::text[]) AS changed (tenant, user_id, fields)
      ON CONFLICT (tenant, user_id)
        DO UPDATE SET fields = excluded.fields, updated_at = excluded.updated_at
      """;

  /** What is read and written whole, for each batch of a user. */
  private static final int LONGEST = 512 * 1024;

  ProgressRowStore() {}

  /** Holds the locks of users until the transaction ends; always in the same order. */
  public Uni<Void> lock(SqlConnection connection, Collection<UserKey> users) {
    String[] names =
        users.stream().map(user -> user.tenant() + '/' + user.userId()).toArray(String[]::new);
    return connection.preparedQuery(LOCK).execute(Tuple.tuple().addValue(names)).replaceWithVoid();
  }

  /** What is known of users; those without progress are not in it. */
  public Uni<Map<UserKey, Progress>> read(SqlConnection connection, Collection<UserKey> users) {
    return connection
        .preparedQuery(READ)
        .execute(Tuple.tuple().addValue(tenants(users)).addValue(ids(users)))
        .map(
            rows -> {
              Map<UserKey, Progress> found = new HashMap<>();
              rows.forEach(
                  row ->
                      found.put(
                          new UserKey(row.getString(0), row.getString(1)),
                          ProgressJson.decode(row.getString(2))));
              return found;
            });
  }

  /** Writes the progress of users. */
  public Uni<Void> write(SqlConnection connection, Map<UserKey, Progress> changed, Instant now) {
    List<UserKey> users = changed.keySet().stream().sorted().toList();
    Tuple values =
        Tuple.tuple()
            .addValue(tenants(users))
            .addValue(ids(users))
            .addValue(
                users.stream()
                    .map(user -> encoded(changed.getOrDefault(user, Progress.NONE)))
                    .toArray(String[]::new))
            .addValue(now.atOffset(ZoneOffset.UTC));
    return connection.preparedQuery(WRITE).execute(values).replaceWithVoid();
  }

  private static String encoded(Progress progress) {
    String json = ProgressJson.encode(progress);
    if (json.length() > LONGEST) {
      throw new UnfitException("more than " + LONGEST + " characters of progress");
    }
    return json;
  }

  /** Changes the progress of one user, alone; and answers what it has become. */
  public Uni<Progress> change(
      SqlConnection connection, UserKey user, UnaryOperator<Progress> change, Instant now) {
    return lock(connection, List.of(user))
        .chain(() -> read(connection, List.of(user)))
        .map(found -> change.apply(found.getOrDefault(user, Progress.NONE)))
        .call(after -> write(connection, Map.of(user, after), now));
  }

  private static String[] tenants(Collection<UserKey> users) {
    return users.stream().map(UserKey::tenant).toArray(String[]::new);
  }

  private static String[] ids(Collection<UserKey> users) {
    return users.stream().map(UserKey::userId).toArray(String[]::new);
  }
}
