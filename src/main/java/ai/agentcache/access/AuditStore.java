package ai.agentcache.access;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
