package ai.agentcache.access;

import static io.restassured.RestAssured.given;

import ai.agentcache.postgres.Migrations;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
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

  Operator(Pool pool, Migrations migrations) {
    this.pool = pool;
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
