package ai.agentcache.access;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tenants and keys in Postgres, as operators work on them. A change, its line in the audit log and
 * what others are told of it are one statement, so there is never one without the others.
 */
@Singleton
final class KeyRecordStore {

  private static final String COLUMNS =
      "key_id, tenant, name, plan, rate_limit, monthly_quota, monthly_budget, user_scope,"
          + " created_at, revoked_at";

  private static final String INSERT =
      """
      WITH owner AS (
        INSERT INTO tenants (tenant, created_at) VALUES ($3, $10) ON CONFLICT DO NOTHING),
      minted AS (
        INSERT INTO api_keys (key_id, key_hash, tenant, name, plan, rate_limit, monthly_quota,
          monthly_budget, user_scope, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))
      INSERT INTO audit_log (at, actor, action, tenant, key_id, request_id, details)
      VALUES ($10, $11, 'key.minted', $3, $1, $12, jsonb_strip_nulls(jsonb_build_object(
        'name', $4::text, 'plan', $5::text, 'rateLimit', $6::bigint, 'monthlyQuota', $7::bigint,
        'monthlyBudget', $8::numeric, 'userScope', $9::text)))
      """;

  private static final String REVOKE =
      """
      WITH revoked AS (
        UPDATE api_keys SET revoked_at = $2 WHERE key_id = $1 AND revoked_at IS NULL
        RETURNING key_id, tenant, name),
      audited AS (
        INSERT INTO audit_log (at, actor, action, tenant, key_id, request_id, details)
        SELECT $2, $3, 'key.revoked', tenant, key_id, $4, jsonb_build_object('name', name)
        FROM revoked),
      told AS (
        INSERT INTO events (type, tenant, occurred_at, data)
        SELECT 'key.revoked', tenant, $2, jsonb_build_object('keyId', key_id, 'name', name)
        FROM revoked)
      SELECT key_id, tenant, name, plan, rate_limit, monthly_quota, monthly_budget, user_scope,
        created_at, coalesce(revoked_at, $2) AS revoked_at
      FROM api_keys WHERE key_id = $1
      """;

  private static final String CHANGE =
      """
      WITH changed AS (
        UPDATE api_keys SET
          name = CASE WHEN $2::boolean THEN $3::text ELSE name END,
          rate_limit = CASE WHEN $4::boolean THEN $5::bigint ELSE rate_limit END,
          monthly_quota = CASE WHEN $6::boolean THEN $7::bigint ELSE monthly_quota END,
          monthly_budget = CASE WHEN $8::boolean THEN $9::numeric ELSE monthly_budget END
        WHERE key_id = $1 AND revoked_at IS NULL
        RETURNING key_id, tenant, name, plan, rate_limit, monthly_quota, monthly_budget,
          user_scope, created_at, revoked_at),
      audited AS (
        INSERT INTO audit_log (at, actor, action, tenant, key_id, request_id, details)
        SELECT $10, $11, 'key.changed', tenant, key_id, $12,
          CASE WHEN $2 THEN jsonb_build_object('name', name) ELSE '{}' END
          || CASE WHEN $4 THEN jsonb_build_object('rateLimit', rate_limit) ELSE '{}' END
          || CASE WHEN $6 THEN jsonb_build_object('monthlyQuota', monthly_quota) ELSE '{}' END
          || CASE WHEN $8 THEN jsonb_build_object('monthlyBudget', monthly_budget) ELSE '{}' END
        FROM changed)
      SELECT * FROM changed
      """;

  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM api_keys WHERE ($1::text IS NULL OR tenant = $1)"
          + " AND (created_at, key_id) < ($2, $3) ORDER BY created_at DESC, key_id DESC LIMIT $4";

  private static final String TENANTS =
      """
      SELECT t.tenant, t.created_at,
        (SELECT count(*) FROM api_keys k WHERE k.tenant = t.tenant AND k.revoked_at IS NULL) AS keys
      FROM tenants t WHERE t.tenant > $1 ORDER BY t.tenant LIMIT $2
      """;

  private final PostgresGateway postgres;

  KeyRecordStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** Writes a new key, and its tenant if that is new. */
  Uni<Void> insert(KeyRecord key, byte[] hash, String actor, String requestId) {
    KeyRecord.Terms terms = key.terms();
    Tuple values =
        Tuple.tuple()
            .addValue(key.keyId())
            .addValue(Buffer.buffer(hash))
            .addValue(key.tenant())
            .addValue(key.name())
            .addValue(terms.plan().label())
            .addValue(terms.rateLimit())
            .addValue(terms.monthlyQuota())
            .addValue(terms.monthlyBudget() == null ? null : Numeric.create(terms.monthlyBudget()))
            .addValue(terms.userScope())
            .addValue(utc(key.createdAt()))
            .addValue(actor)
            .addValue(requestId);
    return postgres.query(INSERT, values).replaceWithVoid();
  }

  /** Revokes a key; one that was revoked before stays as it was. Empty when there is none. */
  Uni<Optional<KeyRecord>> revoke(String keyId, Instant now, String actor, String requestId) {
    return postgres
        .query(REVOKE, Tuple.of(keyId, utc(now), actor, requestId))
        .map(rows -> all(rows, KeyRecordStore::key).stream().findFirst());
  }

  /** Changes a key that may be used; empty when there is none. */
  Uni<Optional<KeyRecord>> change(
      String keyId, KeyChange change, Instant now, String actor, String requestId) {
    BigDecimal budget = change.monthlyBudget();
    Tuple values =
        Tuple.tuple()
            .addValue(keyId)
            .addValue(change.changes("name"))
            .addValue(change.name())
            .addValue(change.changes("rateLimit"))
            .addValue(change.rateLimit())
            .addValue(change.changes("monthlyQuota"))
            .addValue(change.monthlyQuota())
            .addValue(change.changes("monthlyBudget"))
            .addValue(budget == null ? null : Numeric.create(budget))
            .addValue(utc(now))
            .addValue(actor)
            .addValue(requestId);
    return postgres
        .query(CHANGE, values)
        .map(rows -> all(rows, KeyRecordStore::key).stream().findFirst());
  }

  /** Keys of one tenant, or of all, from a place on. */
  Uni<List<KeyRecord>> keys(@Nullable String tenant, KeyCursor from, int limit) {
    return postgres
        .query(LIST, Tuple.of(tenant, utc(from.createdAt()), from.keyId(), limit))
        .map(rows -> all(rows, KeyRecordStore::key));
  }

  /** Tenants in the order of their ids, those after the given one. */
  Uni<List<TenantRecord>> tenants(String after, int limit) {
    return postgres
        .query(TENANTS, Tuple.of(after, limit))
        .map(rows -> all(rows, KeyRecordStore::tenant));
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
    List<T> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(reader.apply(row)));
    return all;
  }

  private static TenantRecord tenant(Row row) {
    return new TenantRecord(
        row.getString("tenant"), instant(row, "created_at"), row.getLong("keys"));
  }

  private static KeyRecord key(Row row) {
    OffsetDateTime revokedAt = row.getOffsetDateTime("revoked_at");
    return new KeyRecord(
        row.getString("key_id"),
        row.getString("tenant"),
        row.getString("name"),
        terms(row),
        instant(row, "created_at"),
        revokedAt == null ? null : revokedAt.toInstant());
  }

  private static KeyRecord.Terms terms(Row row) {
    BigDecimal budget = row.getBigDecimal("monthly_budget");
    return new KeyRecord.Terms(
        Plan.stored(row.getString("plan")),
        row.getLong("rate_limit"),
        row.getLong("monthly_quota"),
        budget,
        row.getString("user_scope"));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
