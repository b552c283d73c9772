package ai.agentcache.webhook;

import static ai.agentcache.webhook.WebhookStore.utc;

import ai.agentcache.postgres.PostgresGateway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deliveries in Postgres, as replicas share them. Whoever claims an endpoint delivers the oldest
 * event that waits for it, and nobody else does meanwhile.
 */
@Singleton
final class CourierStore {

  /**
   * A statement that began before another replica claimed, delivered and let go sees the endpoint
   * with its lease of before, and passes it over.
   */
  private static final String CLAIM =
      """
      WITH busy AS (SELECT * FROM unnest($4::text[], $5::int[]) AS b (owner, running)),
      due AS (
        SELECT w.id, w.lease, w.tried_at, coalesce(w.tenant, '') AS owner, row_number() OVER (
          PARTITION BY coalesce(w.tenant, '') ORDER BY w.tried_at NULLS FIRST, w.id) AS place
        FROM webhooks w
        WHERE w.enabled AND (w.retry_at IS NULL OR w.retry_at <= $1)
          AND (w.lease_until IS NULL OR w.lease_until <= $1)
          AND EXISTS (SELECT FROM webhook_deliveries d
            WHERE d.webhook_id = w.id AND d.state = 'pending')),
      chosen AS (
        SELECT w.id FROM webhooks w JOIN due ON due.id = w.id
          LEFT JOIN busy ON busy.owner = due.owner
        WHERE due.place + coalesce(busy.running, 0) <= $6
          AND w.lease IS NOT DISTINCT FROM due.lease
        ORDER BY due.place, due.tried_at NULLS FIRST LIMIT $7
        FOR UPDATE OF w SKIP LOCKED),
      claimed AS (
        UPDATE webhooks w SET lease = $2, lease_until = $3, tried_at = $1
        FROM chosen WHERE w.id = chosen.id
        RETURNING w.*)
      SELECT c.*, d.delivery_id, d.waiting_since, e.id AS event_id, e.type, e.occurred_at,
        e.data::text AS data
      FROM claimed c
      CROSS JOIN LATERAL (
        SELECT d.id AS delivery_id, d.event_id, d.created_at AS waiting_since
        FROM webhook_deliveries d WHERE d.webhook_id = c.id AND d.state = 'pending'
        ORDER BY d.id LIMIT 1) d
      JOIN events e ON e.id = d.event_id
      """;

  private static final String SETTLE =
      """
      WITH held AS (
        UPDATE webhooks SET lease_until = null, failures = $3, failing_since = $4, retry_at = $5,
          enabled = enabled AND $6::text IS NULL, disabled_reason = coalesce($6, disabled_reason)
        WHERE id = $1 AND lease = $2
        RETURNING id)
      UPDATE webhook_deliveries d SET state = $8::text, attempts = attempts + 1, status = $9,
        latency_ms = $10, error = $11, tried_at = $12,
        finished_at = CASE WHEN $8 = 'pending' THEN null ELSE $12 END
      FROM held WHERE d.webhook_id = held.id AND d.id = $7 AND d.state = 'pending'
      """;

  private static final String WAITING =
      """
      SELECT count(*), min(d.created_at) FROM webhook_deliveries d
      JOIN webhooks w ON w.id = d.webhook_id
      WHERE d.state = 'pending' AND w.enabled
      """;

  private final PostgresGateway postgres;

  CourierStore(PostgresGateway postgres) {
    this.postgres = postgres;
  }

  /**
   * What may be claimed.
   *
   * @param most errands at most
   * @param perOwner errands of one owner that may be under way
   * @param busy how many of each owner are under way
   */
  record Room(int most, int perOwner, Map<String, Integer> busy) {}

  /** Claims deliveries that are due, for that long. */
  Uni<List<Errand>> claim(Room room, Instant now, Duration lease) {
    UUID claim = UUID.randomUUID();
    List<Map.Entry<String, Integer>> busy = List.copyOf(room.busy().entrySet());
    Tuple values =
        Tuple.tuple()
            .addValue(utc(now))
            .addValue(claim)
            .addValue(utc(now.plus(lease)))
            .addValue(busy.stream().map(Map.Entry::getKey).toArray(String[]::new))
            .addValue(busy.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
            .addValue(room.perOwner())
            .addValue(room.most());
    return postgres.query(CLAIM, values).map(rows -> errands(rows, claim));
  }

  private static List<Errand> errands(RowSet<Row> rows, UUID claim) {
    List<Errand> errands = new ArrayList<>(rows.size());
    rows.forEach(row -> errands.add(errand(row, claim)));
    return errands;
  }

  private static Errand errand(Row row, UUID claim) {
    return new Errand(
        claim,
        new Owner(row.getString("tenant")).column(),
        new WebhookStore.Sealed(WebhookStore.webhook(row), WebhookStore.secrets(row)),
        row.getLong("delivery_id"),
        row.getOffsetDateTime("waiting_since").toInstant(),
        new Message(
            row.getUUID("event_id").toString(),
            row.getString("type"),
            row.getOffsetDateTime("occurred_at").toInstant(),
            new JsonObject(row.getString("data"))));
  }

  /** Writes what came of an errand, unless its lease was over and somebody else took it. */
  Uni<Boolean> settle(Errand errand, Outcome outcome, Verdict verdict, Instant now) {
    Instant since = verdict.failingSince();
    Instant retryAt = verdict.retryAt();
    Tuple values =
        Tuple.tuple()
            .addValue(errand.webhook().id())
            .addValue(errand.lease())
            .addValue(verdict.failures())
            .addValue(since == null ? null : utc(since))
            .addValue(retryAt == null ? null : utc(retryAt))
            .addValue(verdict.off())
            .addValue(errand.deliveryId())
            .addValue(verdict.result().state())
            .addValue(outcome.status())
            .addValue(outcome.millis())
            .addValue(outcome.error())
            .addValue(utc(now));
    return postgres.query(SETTLE, values).map(rows -> rows.rowCount() == 1);
  }

  /**
   * What waits, of endpoints that are on.
   *
   * @param count how many deliveries
   * @param seconds how long the oldest has waited
   */
  record Waiting(long count, double seconds) {}

  /** What waits now. */
  Uni<Waiting> waiting(Instant now) {
    return postgres
        .query(WAITING, Tuple.tuple())
        .map(
            rows -> {
              Row row = rows.iterator().next();
              Instant oldest = WebhookStore.instant(row, "min");
              double seconds = oldest == null ? 0 : Duration.between(oldest, now).toMillis() / 1e3;
              return new Waiting(row.getLong(0), Math.max(0, seconds));
            });
  }
}
