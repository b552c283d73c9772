package ai.agentcache.access;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Postgres knows of widget tokens; not their text. */
@Singleton
final class WidgetTokenStore {

  private static final String INSERT =
      """
      INSERT INTO widget_tokens (id, tenant, namespace, user_id, key_id, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  private static final String REVOKE =
      """
      UPDATE widget_tokens SET revoked_at = coalesce(revoked_at, $3)
      WHERE id = $1 AND tenant = $2 AND expires_at > $3 AND ($4::text IS NULL OR user_id = $4)
      RETURNING id, tenant, namespace, user_id, created_at, expires_at, revoked_at
      """;

  private static final String LIST =
      """
      SELECT id, tenant, namespace, user_id, created_at, expires_at, revoked_at FROM widget_tokens
      WHERE tenant = $1 AND expires_at > $2 AND ($3::text IS NULL OR user_id = $3)
      ORDER BY created_at DESC, id LIMIT $4
      """;

  private static final String REVOKED =
      """
      SELECT w.id FROM widget_tokens w LEFT JOIN api_keys k ON k.key_id = w.key_id
      WHERE w.expires_at > $1 AND (w.revoked_at IS NOT NULL OR k.revoked_at IS NOT NULL)
      """;

  private static final String FORGET =
      """
      DELETE FROM widget_tokens WHERE id = ANY (ARRAY(
        SELECT id FROM widget_tokens WHERE expires_at <= $1 LIMIT 1000 FOR UPDATE SKIP LOCKED))
      """;

  private final PostgresGateway postgres;

  WidgetTokenStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** A token as its tenant sees it. */
  record Entry(WidgetToken token, Instant createdAt, @Nullable Instant revokedAt) {}

  /** Notes a new token, and by which key it was made. */
  Uni<Void> insert(WidgetToken token, String keyId, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addValue(token.id())
            .addValue(token.tenant())
            .addValue(token.namespace())
            .addValue(token.userId())
            .addValue(keyId)
            .addValue(utc(now))
            .addValue(utc(token.expiresAt()));
    return postgres.query(INSERT, values).replaceWithVoid();
  }

  /** Revokes a token of a tenant, or only of one user; empty when there is none. */
  Uni<Optional<Entry>> revoke(String tenant, @Nullable String userId, UUID id, Instant now) {
    Tuple values = Tuple.tuple().addValue(id).addValue(tenant).addValue(utc(now)).addValue(userId);
    return postgres
        .query(REVOKE, values)
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(entry(rows.iterator().next())));
  }

  /** Tokens of a tenant, or only of one user, that are not over, the newest first. */
  Uni<List<Entry>> list(String tenant, @Nullable String userId, Instant now, int limit) {
    Tuple values =
        Tuple.tuple().addValue(tenant).addValue(utc(now)).addValue(userId).addValue(limit);
    return postgres
        .query(LIST, values)
        .map(
            rows -> {
              List<Entry> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(entry(row)));
              return found;
            });
  }

  /** Tokens that are not over and may not be used: revoked, or made by a key that is. */
  Uni<Set<UUID>> revoked(Instant now) {
    return postgres
        .query(REVOKED, Tuple.of(utc(now)))
        .map(
            rows -> {
              Set<UUID> revoked = new HashSet<>();
              rows.forEach(row -> revoked.add(row.getUUID("id")));
              return revoked;
            });
  }

  /** Forgets some of those that are over. */
  Uni<Void> forget(Instant now) {
    return postgres.query(FORGET, Tuple.of(utc(now))).replaceWithVoid();
  }

  private static Entry entry(Row row) {
    OffsetDateTime revokedAt = row.getOffsetDateTime("revoked_at");
    return new Entry(
        new WidgetToken(
            row.getUUID("id"),
            row.getString("tenant"),
            row.getString("namespace"),
            row.getString("user_id"),
            row.getOffsetDateTime("expires_at").toInstant()),
        row.getOffsetDateTime("created_at").toInstant(),
        revokedAt == null ? null : revokedAt.toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
