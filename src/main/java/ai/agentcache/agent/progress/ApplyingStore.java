package ai.agentcache.agent.progress;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Applies updates: in one transaction their ids are written down, and those that were not there yet
 * are added to the progress of their users. So it does no harm to be given an update twice.
 */
@Singleton
final class ApplyingStore {

  /** What was accepted before its user was erased is passed over; ids may be used again in time. */
  private static final String NOTE =
      """
      INSERT INTO agent_updates AS noted (tenant, user_id, update_id, accepted_at)
      SELECT tenant, user_id, update_id, accepted_at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
        AS given (tenant, user_id, update_id, accepted_at)
      WHERE NOT EXISTS (SELECT FROM agent_erasures e WHERE e.tenant = given.tenant
        AND e.user_id = given.user_id AND e.erased_at >= given.accepted_at)
      ON CONFLICT (tenant, user_id, update_id) DO UPDATE SET accepted_at = excluded.accepted_at
        WHERE noted.accepted_at + $5::bigint * interval '1 millisecond' <= excluded.accepted_at
      RETURNING tenant, user_id, update_id
      """;

  private static final String BATCHES =
      """
      INSERT INTO agent_batches AS known
        (batch_id, tenant, user_id, type, size, failed, opened_at, applied_at)
      SELECT batch_id, tenant, user_id, type, size, failed, opened_at, $8
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[],
        $7::timestamptz[]) AS given (batch_id, tenant, user_id, type, size, failed, opened_at)
      ON CONFLICT (batch_id) DO UPDATE SET size = known.size + excluded.size,
        failed = known.failed + excluded.failed, applied_at = excluded.applied_at
      """;

  /** An update that is found unfit by two replicas, one of which died, is told of once. */
  private static final String TELL =
      """
      INSERT INTO events (id, type, tenant, occurred_at, data)
      VALUES ($1, 'batch.dead_letter', $2, $3, jsonb_build_object('batchId', $4::text,
        'updateId', $5::text, 'userId', $6::text, 'type', $7::text, 'reason', $8::text))
      ON CONFLICT (id) DO NOTHING
      """;

  private final PostgresGateway postgres;
  private final ProgressRowStore rows;
  private final ProgressRules rules;
  private final Clock clock;
  private final long idempotencyMillis;

  ApplyingStore(
      PostgresGateway postgres,
      ProgressRowStore rows,
      ProgressRules rules,
      Clock clock,
      ProgressConfig config) {
    this.postgres = postgres;
    this.rows = rows;
    this.rules = rules;
    this.clock = clock;
    this.idempotencyMillis = config.idempotency().toMillis();
  }

  /** What keeps an update from being applied twice. */
  private record Identity(UserKey user, String updateId) {
    static Identity of(Update update) {
      return new Identity(update.user(), update.updateId());
    }
  }

  /**
   * Applies updates, each once.
   *
   * @return fails with {@link UnavailableException} when this may be tried again, and with anything
   *     else when one of the updates cannot be applied
   */
  Uni<Void> apply(List<Update> updates) {
    Map<Identity, Update> distinct = distinct(updates);
    return retriable(
        postgres.transaction(
            connection ->
                rows.lock(connection, users(distinct.values()))
                    .chain(() -> note(connection, distinct))
                    .chain(fresh -> add(connection, fresh))));
  }

  /** Tells those who subscribed that an update becomes a dead letter. */
  Uni<Void> tell(Update update, String reason) {
    Update.Place place = update.place();
    String name = "dead letter " + place.partition() + ' ' + place.id();
    Tuple values =
        Tuple.tuple()
            .addValue(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))
            .addValue(update.user().tenant())
            .addValue(clock.instant().atOffset(ZoneOffset.UTC))
            .addValue(update.batchId())
            .addValue(update.updateId())
            .addValue(update.user().userId())
            .addValue(update.type())
            .addValue(reason);
    return retriable(postgres.query(TELL, values)).replaceWithVoid();
  }

  /** Notes that an update is given up; its progress stays as it is. */
  Uni<Void> giveUp(Update update) {
    Map<Identity, Update> one = distinct(List.of(update));
    return retriable(
        postgres.transaction(
            connection ->
                rows.lock(connection, users(one.values()))
                    .chain(() -> note(connection, one))
                    .chain(fresh -> batches(connection, fresh, 1, clock.instant()))));
  }

  private static Map<Identity, Update> distinct(List<Update> updates) {
    Map<Identity, Update> distinct = new LinkedHashMap<>();
    updates.forEach(update -> distinct.putIfAbsent(Identity.of(update), update));
    return distinct;
  }

  private static Set<UserKey> users(Collection<Update> updates) {
    Set<UserKey> users = new TreeSet<>();
    updates.forEach(update -> users.add(update.user()));
    return users;
  }

  private Uni<List<Update>> note(SqlConnection connection, Map<Identity, Update> updates) {
    List<Update> given = List.copyOf(updates.values());
    Tuple values =
        Tuple.tuple()
            .addValue(given.stream().map(update -> update.user().tenant()).toArray(String[]::new))
            .addValue(given.stream().map(update -> update.user().userId()).toArray(String[]::new))
            .addValue(given.stream().map(Update::updateId).toArray(String[]::new))
            .addValue(
                given.stream()
                    .map(update -> utc(update.accepted().millis()))
                    .toArray(OffsetDateTime[]::new))
            .addValue(idempotencyMillis);
    return connection
        .preparedQuery(NOTE)
        .execute(values)
        .map(
            noted -> {
              Set<Identity> fresh = new HashSet<>();
              noted.forEach(
                  row ->
                      fresh.add(
                          new Identity(
                              new UserKey(row.getString(0), row.getString(1)), row.getString(2))));
              return given.stream().filter(update -> fresh.contains(Identity.of(update))).toList();
            });
  }

  private Uni<Void> add(SqlConnection connection, List<Update> fresh) {
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<UserKey> users = users(fresh);
    Instant now = clock.instant();
    return rows.read(connection, users)
        .map(before -> sums(before, fresh))
        .chain(after -> rows.write(connection, after, now))
        .chain(() -> batches(connection, fresh, 0, now));
  }

  private Map<UserKey, Progress> sums(Map<UserKey, Progress> before, List<Update> fresh) {
    Map<UserKey, Progress> sums = new TreeMap<>();
    for (Update update : fresh) {
      UserKey user = update.user();
      Progress known = sums.getOrDefault(user, before.getOrDefault(user, Progress.NONE));
      sums.put(user, known.plus(rules.said(update.fields(), update.accepted())));
    }
    return sums;
  }

  private static Uni<Void> batches(
      SqlConnection connection, List<Update> fresh, int failed, Instant now) {
    Map<String, List<Update>> byBatch = new TreeMap<>();
    for (Update update : fresh) {
      byBatch.computeIfAbsent(update.batchId(), id -> new ArrayList<>()).add(update);
    }
    List<List<Update>> batches = List.copyOf(byBatch.values());
    List<Update> first = batches.stream().map(batch -> batch.get(0)).toList();
    Tuple values =
        Tuple.tuple()
            .addValue(byBatch.keySet().toArray(String[]::new))
            .addValue(first.stream().map(update -> update.user().tenant()).toArray(String[]::new))
            .addValue(first.stream().map(update -> update.user().userId()).toArray(String[]::new))
            .addValue(first.stream().map(Update::type).toArray(String[]::new))
            .addValue(batches.stream().map(List::size).toArray(Integer[]::new))
            .addValue(batches.stream().map(batch -> failed).toArray(Integer[]::new))
            .addValue(
                first.stream()
                    .map(update -> utc(update.openedMillis()))
                    .toArray(OffsetDateTime[]::new))
            .addValue(now.atOffset(ZoneOffset.UTC));
    return connection.preparedQuery(BATCHES).execute(values).replaceWithVoid();
  }

  private static OffsetDateTime utc(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }

  /** Class 40 is a deadlock or another transaction in the way: later it works. */
  private static <T> Uni<T> retriable(Uni<T> work) {
    return work.onFailure(PgException.class)
        .transform(
            failure -> {
              String state = String.valueOf(failure.getSqlState());
              return state.startsWith("40")
                  ? new UnavailableException(PostgresGateway.NAME, state)
                  : new UnfitException("Postgres refuses it: " + state);
            });
  }
}
