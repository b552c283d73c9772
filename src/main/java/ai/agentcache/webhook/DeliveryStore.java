package ai.agentcache.webhook;

import static ai.agentcache.webhook.WebhookStore.instant;
import static ai.agentcache.webhook.WebhookStore.utc;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deliveries in Postgres, as the owners of endpoints see them. */
@Singleton
final class DeliveryStore {

  private static final String SELECT =
      """
      SELECT d.id, d.event_id, e.type, e.occurred_at, d.state, d.attempts, d.status, d.latency_ms,
        d.error, d.finished_at, d.created_at,
        CASE WHEN d.state = 'pending' AND d.attempts > 0 AND w.enabled THEN w.retry_at END AS next_at
      FROM %s d JOIN events e ON e.id = d.event_id JOIN webhooks w ON w.id = d.webhook_id
      """;

  private static final String LIST =
      SELECT.formatted("webhook_deliveries")
          + " WHERE d.webhook_id = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT $3";

  private static final String REPLAY =
      """
      WITH again AS (
        INSERT INTO webhook_deliveries (webhook_id, event_id, created_at)
        SELECT webhook_id, event_id, $3 FROM webhook_deliveries
        WHERE id = $2 AND webhook_id = $1 AND state <> 'pending'
        RETURNING *)
      """
          + SELECT.formatted("again");

  private static final String STATE =
      "SELECT state FROM webhook_deliveries WHERE id = $2 AND webhook_id = $1";

  private final PostgresGateway postgres;

  DeliveryStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /** Deliveries to an endpoint before one of them, the newest first. */
  Uni<List<Delivery>> list(UUID webhook, long before, int limit) {
    return postgres.query(LIST, Tuple.of(webhook, before, limit)).map(DeliveryStore::all);
  }

  /** Delivers an event again; none if that delivery is not there, or not over. */
  Uni<Optional<Delivery>> replay(UUID webhook, long id, Instant now) {
    return postgres
        .query(REPLAY, Tuple.of(webhook, id, utc(now)))
        .map(rows -> all(rows).stream().findFirst());
  }

  /** Whether there is such a delivery. */
  Uni<Boolean> exists(UUID webhook, long id) {
    return postgres.query(STATE, Tuple.of(webhook, id)).map(rows -> rows.size() == 1);
  }

  private static List<Delivery> all(RowSet<Row> rows) {
    List<Delivery> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(delivery(row)));
    return all;
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.getLong("id"),
        row.getUUID("event_id"),
        row.getString("type"),
        row.getOffsetDateTime("occurred_at").toInstant(),
        new Delivery.Progress(
            row.getString("state"),
            row.getInteger("attempts"),
            row.getInteger("status"),
            row.getInteger("latency_ms"),
            row.getString("error"),
            instant(row, "finished_at")),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "next_at"));
  }
}
