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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The audit log in Postgres. */
@Singleton
final class AuditStore {

  private static final String INSERT =
      """
      INSERT INTO audit_log (at, actor, action, tenant, key_id, request_id, details)
      SELECT at, actor, action, tenant, key_id, request_id, details::jsonb
      FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[]) AS e (at, actor, action, tenant, key_id, request_id, details)
      """;

  private static final String NEWEST =
      """
      SELECT id, at, actor, action, tenant, key_id, request_id, details::text AS details
      FROM audit_log WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3
      """;

  private static final String NEWEST_OF_TENANT =
      """
      SELECT id, at, actor, action, tenant, key_id, request_id, details::text AS details
      FROM audit_log WHERE tenant = $4 AND (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3
      """;

  private final PostgresGateway postgres;

  AuditStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** Appends all of the events, or none of them. */
  Uni<Void> insert(List<AuditEvent> events) {
    Tuple columns =
        Tuple.tuple()
            .addValue(times(events))
            .addValue(column(events, AuditEvent::actor))
            .addValue(column(events, AuditEvent::action))
            .addValue(column(events, AuditEvent::tenant))
            .addValue(column(events, AuditEvent::keyId))
            .addValue(column(events, AuditEvent::requestId))
            .addValue(column(events, AuditEvent::details));
    return postgres.query(INSERT, columns).replaceWithVoid();
  }

  /** An event that is written, and the place after it. */
  record Entry(AuditEvent event, AuditCursor next) {}

  /** Events about one tenant, or all, from a place on, the newest first. */
  Uni<List<Entry>> newest(@Nullable String tenant, AuditCursor from, int limit) {
    Tuple values = Tuple.of(from.at().atOffset(ZoneOffset.UTC), from.id(), limit);
    return (tenant == null
            ? postgres.query(NEWEST, values)
            : postgres.query(NEWEST_OF_TENANT, values.addString(tenant)))
        .map(
            rows -> {
              List<Entry> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(entry(row)));
              return found;
            });
  }

  private static Entry entry(Row row) {
    Instant at = row.getOffsetDateTime("at").toInstant();
    AuditEvent event =
        new AuditEvent(
            at,
            row.getString("actor"),
            row.getString("action"),
            row.getString("tenant"),
            row.getString("key_id"),
            row.getString("request_id"),
            row.getString("details"));
    return new Entry(event, new AuditCursor(at, row.getLong("id")));
  }

  private static OffsetDateTime[] times(List<AuditEvent> events) {
    return events.stream()
        .map(event -> event.at().atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  private static @Nullable String[] column(
      List<AuditEvent> events, Function<AuditEvent, @Nullable String> field) {
    return events.stream().map(field).toArray(String[]::new);
  }
}
