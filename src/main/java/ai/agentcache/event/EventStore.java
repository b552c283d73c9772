package ai.agentcache.event;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events in Postgres. Whoever subscribed gets its deliveries in the same transaction. */
@Singleton
final class EventStore {

  /** Any number that nobody else uses; the letters "events" as hexadecimal bytes. */
  private static final long PRUNER = 0x6576656e7473L;

  private static final String INSERT =
      """
      INSERT INTO events (id, type, tenant, for_all, occurred_at, data)
      SELECT id, type, tenant, for_all, occurred_at, data::jsonb
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::timestamptz[], $6::text[])
        AS e (id, type, tenant, for_all, occurred_at, data)
      ON CONFLICT (id) DO NOTHING
      """;

  /** Rows that one statement deletes at most. */
  static final int PRUNED_AT_ONCE = 1_000;

  private static final String PRUNE =
      """
      WITH turn AS (SELECT pg_try_advisory_xact_lock($1) AS mine),
      old AS (
        SELECT id FROM events e WHERE occurred_at < $2 AND (SELECT mine FROM turn)
          AND NOT EXISTS (SELECT FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
            WHERE d.event_id = e.id AND d.state = 'pending' AND w.enabled)
        ORDER BY occurred_at LIMIT $3)
      DELETE FROM events WHERE id IN (SELECT id FROM old)
      """;

  private final PostgresGateway postgres;

  EventStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** Writes all of the events that are not there yet, or none of them. */
  Uni<Void> insert(List<TenantEvent> events) {
    Tuple columns =
        Tuple.tuple()
            .addValue(events.stream().map(TenantEvent::id).toArray(UUID[]::new))
            .addValue(column(events, event -> event.type().label()))
            .addValue(column(events, TenantEvent::tenant))
            .addValue(events.stream().map(EventStore::isForAll).toArray(Boolean[]::new))
            .addValue(
                events.stream()
                    .map(event -> event.at().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new))
            .addValue(column(events, event -> event.data().encode()));
    return postgres.query(INSERT, columns).replaceWithVoid();
  }

  private static boolean isForAll(TenantEvent event) {
    return event.type().audience() == EventType.Audience.ALL;
  }

  private static @Nullable String[] column(
      List<TenantEvent> events, Function<TenantEvent, @Nullable String> field) {
    return events.stream().map(field).toArray(String[]::new);
  }

  /**
   * Forgets some of the events that are older than that and wait for nobody, unless another replica
   * is at it. Those of this month stay, for what is told once a month is known by them.
   *
   * @return how many were forgotten
   */
  Uni<Integer> prune(Duration retention, Instant now) {
    OffsetDateTime month =
        YearMonth.from(now.atOffset(ZoneOffset.UTC))
            .atDay(1)
            .atStartOfDay()
            .atOffset(ZoneOffset.UTC);
    OffsetDateTime old = now.minus(retention).atOffset(ZoneOffset.UTC);
    return postgres
        .query(PRUNE, Tuple.of(PRUNER, old.isBefore(month) ? old : month, PRUNED_AT_ONCE))
        .map(rows -> rows.rowCount());
  }
}
