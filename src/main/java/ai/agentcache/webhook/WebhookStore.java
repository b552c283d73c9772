package ai.agentcache.webhook;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.webhook.Webhook.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints in Postgres, as their owners work on them. */
@Singleton
final class WebhookStore {

  static final String COLUMNS =
      """
      id, tenant, url, description, events, format, enabled, secret, old_secret, old_until,
      disabled_reason, failures, failing_since, retry_at, created_at, updated_at
      """;

  /** One owner makes one at a time, so that none makes more than there may be. */
  private static final String TURN = "SELECT pg_advisory_xact_lock(hashtextextended($1, 119))";

  private static final String INSERT =
      """
      INSERT INTO webhooks (id, tenant, url, description, events, format, enabled, secret,
        created_at, updated_at)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $9
      WHERE (SELECT count(*) FROM webhooks WHERE coalesce(tenant, '') = coalesce($2, '')) < $10
      """;

  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM webhooks WHERE coalesce(tenant, '') = $1 ORDER BY created_at DESC, id DESC";

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM webhooks WHERE id = $2 AND coalesce(tenant, '') = $1";

  /** One that is switched on again, or that is elsewhere now, begins anew. */
  private static final String UPDATE =
      """
      UPDATE webhooks SET url = $3, description = $4, events = $5, format = $6, enabled = $7,
        disabled_reason = CASE WHEN NOT $7 THEN disabled_reason END,
        failures = CASE WHEN $8 THEN 0 ELSE failures END,
        failing_since = CASE WHEN $8 THEN null ELSE failing_since END,
        retry_at = CASE WHEN $8 THEN null ELSE retry_at END, updated_at = $9
      WHERE id = $2 AND coalesce(tenant, '') = $1
      RETURNING
      """
          + COLUMNS;

  private static final String ROTATE =
      """
      UPDATE webhooks SET old_secret = secret, old_until = $4, secret = $3, updated_at = $5
      WHERE id = $2 AND coalesce(tenant, '') = $1
      RETURNING
      """
          + COLUMNS;

  private static final String DELETE =
      "DELETE FROM webhooks WHERE id = $2 AND coalesce(tenant, '') = $1";

  private final PostgresGateway postgres;

  WebhookStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /**
   * Writes a new endpoint, unless its owner has as many as there may be.
   *
   * @param sealed its secret, sealed
   * @return whether it was written
   */
  Uni<Boolean> insert(Owner owner, Webhook webhook, String sealed, int most) {
    Terms terms = webhook.terms();
    Tuple values =
        Tuple.tuple()
            .addValue(webhook.id())
            .addValue(owner.tenant())
            .addValue(terms.url())
            .addValue(terms.description())
            .addValue(terms.events().toArray(String[]::new))
            .addValue(terms.format().label())
            .addValue(terms.enabled())
            .addValue(sealed)
            .addValue(utc(webhook.createdAt()))
            .addValue(most);
    return postgres.transaction(
        connection ->
            turn(connection, owner)
                .chain(() -> connection.preparedQuery(INSERT).execute(values))
                .map(rows -> rows.rowCount() == 1));
  }

  private static Uni<Void> turn(SqlConnection connection, Owner owner) {
    return connection.preparedQuery(TURN).execute(Tuple.of(owner.column())).replaceWithVoid();
  }

  /** All endpoints of an owner, the newest first. */
  Uni<List<Webhook>> list(Owner owner) {
    return postgres.query(LIST, Tuple.of(owner.column())).map(WebhookStore::all);
  }

  /** One of them. */
  Uni<Optional<Webhook>> find(Owner owner, UUID id) {
    return postgres.query(FIND, Tuple.of(owner.column(), id)).map(WebhookStore::first);
  }

  /** One of them, and what it is signed with, sealed. */
  Uni<Optional<Sealed>> findSealed(Owner owner, UUID id) {
    return postgres
        .query(FIND, Tuple.of(owner.column(), id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(sealed(first(rows), rows)));
  }

  private static Sealed sealed(Optional<Webhook> webhook, RowSet<Row> rows) {
    return new Sealed(webhook.orElseThrow(), secrets(rows.iterator().next()));
  }

  /**
   * Changes one.
   *
   * @param anew whether what is known of its failures is forgotten
   */
  Uni<Optional<Webhook>> update(Owner owner, UUID id, Terms terms, boolean anew, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addValue(owner.column())
            .addValue(id)
            .addValue(terms.url())
            .addValue(terms.description())
            .addValue(terms.events().toArray(String[]::new))
            .addValue(terms.format().label())
            .addValue(terms.enabled())
            .addValue(anew)
            .addValue(utc(now));
    return postgres.query(UPDATE, values).map(WebhookStore::first);
  }

  /** Gives one another secret; the one of before is good until a moment. */
  Uni<Optional<Webhook>> rotate(Owner owner, UUID id, String sealed, Instant until, Instant now) {
    return postgres
        .query(ROTATE, Tuple.of(owner.column(), id, sealed, utc(until), utc(now)))
        .map(WebhookStore::first);
  }

  /** Removes one, with all that waits for it; false if there is none. */
  Uni<Boolean> delete(Owner owner, UUID id) {
    return postgres.query(DELETE, Tuple.of(owner.column(), id)).map(rows -> rows.rowCount() == 1);
  }

  /**
   * What an endpoint is signed with, sealed.
   *
   * @param current its secret
   * @param old the one of before
   * @param oldUntil until when that is good
   */
  record Secrets(String current, @Nullable String old, @Nullable Instant oldUntil) {}

  /** An endpoint with its secrets. */
  record Sealed(Webhook webhook, Secrets secrets) {}

  private static Optional<Webhook> first(RowSet<Row> rows) {
    return all(rows).stream().findFirst();
  }

  private static List<Webhook> all(RowSet<Row> rows) {
    List<Webhook> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(webhook(row)));
    return all;
  }

  static Webhook webhook(Row row) {
    return new Webhook(
        row.getUUID("id"),
        new Terms(
            row.getString("url"),
            List.of(row.getArrayOfStrings("events")),
            row.getString("description"),
            Format.named(row.getString("format")).orElseThrow(),
            row.getBoolean("enabled")),
        new Webhook.Standing(
            row.getString("disabled_reason"),
            row.getInteger("failures"),
            instant(row, "failing_since"),
            instant(row, "retry_at")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  static Secrets secrets(Row row) {
    return new Secrets(
        row.getString("secret"), row.getString("old_secret"), instant(row, "old_until"));
  }

  static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
