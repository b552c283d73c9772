package ai.agentcache.access;

import static io.restassured.RestAssured.given;

import ai.agentcache.postgres.Migrations;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the operator does in tests of endpoints. */
@Singleton
public class Operator {

  static final String KEY = "ac_admin_development";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Pool pool;
  private final Migrations migrations;
  private final KeyRecordStore store;
  private final KeyDigest digest;

  Operator(Pool pool, Migrations migrations, KeyRecordStore store, KeyDigest digest) {
    this.pool = pool;
    this.store = store;
    this.digest = digest;
    this.migrations = migrations;
  }

  /** The schema is brought up to date in the background; nothing works before. */
  void awaitSchema() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!migrations.done()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no schema after " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }

  static RequestSpecification asOperator() {
    return given().header("X-API-Key", KEY).contentType("application/json");
  }

  static RequestSpecification with(String key) {
    return given().header("X-API-Key", key);
  }

  static ValidatableResponse mint(String json) {
    return asOperator().body(json.replace('\'', '"')).post("/api/admin/keys").then();
  }

  /** The text of a new live key of that tenant. */
  static String minted(String tenant) {
    return mint("{'tenant':'" + tenant + "','name':'test'}").statusCode(201).extract().path("key");
  }

  /** As {@link #minted}, but by another replica: this one has never seen the key. */
  String mintedElsewhere(String tenant) {
    ApiKey key = ApiKey.mint(Plan.LIVE, new SecureRandom());
    KeyRecord.Terms terms = new KeyRecord.Terms(Plan.LIVE, null, null, null, null);
    KeyRecord entry = new KeyRecord(key.id(), tenant, "test", terms, Instant.now(), null);
    store.insert(entry, digest.of(key.text()), "operator", "test").await().atMost(PATIENCE);
    return key.text();
  }

  static String idOf(String key) {
    return key.substring(8, 21);
  }

  <T> List<T> rows(String sql, Tuple values, Function<Row, T> reader) {
    List<T> all = new ArrayList<>();
    pool.preparedQuery(sql)
        .execute(values)
        .await()
        .atMost(PATIENCE)
        .forEach(row -> all.add(reader.apply(row)));
    return all;
  }
}
