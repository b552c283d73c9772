package ai.agentcache.access;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The keys in Postgres, as far as authentication needs them. */
@Singleton
final class KeyStore {

  private static final String SELECT =
      """
      SELECT key_id, key_hash, tenant, plan, rate_limit, monthly_quota, monthly_budget, user_scope
      FROM api_keys
      WHERE revoked_at IS NULL AND key_id = ANY ($1)
      """;

  private final PostgresGateway postgres;
  private final Plans plans;

  KeyStore(PostgresGateway postgres, Plans plans) {
    this.postgres = postgres;
    this.plans = plans;
  }

  /** Those of the ids that may be used; fails with {@link UnavailableException} only. */
  Uni<Map<String, KnownKey>> live(Collection<String> keyIds) {
    return postgres
        .query(SELECT, Tuple.of(keyIds.toArray(String[]::new)))
        .map(this::keys)
        .onFailure(failure -> !(failure instanceof UnavailableException))
        .transform(failure -> new UnavailableException("postgres", failure.toString()));
  }

  private Map<String, KnownKey> keys(RowSet<Row> rows) {
    Map<String, KnownKey> keys = new HashMap<>();
    rows.forEach(row -> keys.put(row.getString("key_id"), key(row)));
    return keys;
  }

  private KnownKey key(Row row) {
    Caller caller =
        plans.caller(
            row.getString("tenant"),
            row.getString("key_id"),
            new KeyRecord.Terms(
                Plan.stored(row.getString("plan")),
                row.getLong("rate_limit"),
                row.getLong("monthly_quota"),
                row.getBigDecimal("monthly_budget"),
                row.getString("user_scope")));
    return new KnownKey(row.getBuffer("key_hash").getBytes(), caller);
  }
}
