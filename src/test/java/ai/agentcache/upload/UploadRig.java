package ai.agentcache.upload;

import static io.restassured.RestAssured.given;

import ai.agentcache.postgres.Migrations;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Keys, requests and rows for tests of uploads. */
@Singleton
public final class UploadRig {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Pool pool;
  private final Migrations migrations;

  UploadRig(Pool pool, Migrations migrations) {
    this.pool = pool;
    this.migrations = migrations;
  }

  /** The schema is brought up to date in the background; nothing works before. */
  public void awaitSchema() {
    until(migrations::done);
  }

  /** Waits for something that has to come. */
  public static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within " + PATIENCE);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** A new live key of that tenant. */
  public static String key(String tenant) {
    return minted(new JsonObject().put("tenant", tenant).put("name", "test"));
  }

  /** A new live key of that tenant that acts for one user only. */
  public static String keyFor(String tenant, String userId) {
    return minted(
        new JsonObject().put("tenant", tenant).put("name", "test").put("userScope", userId));
  }

  private static String minted(JsonObject wish) {
    return given()
        .header("X-API-Key", "ac_admin_development")
        .contentType("application/json")
        .body(wish.encode())
        .post("/api/admin/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  public static RequestSpecification with(String key) {
    return given().header("X-API-Key", key);
  }

  /** Sends JSON, written with single quotes, to an endpoint below {@code /api/jetty}. */
  public static ValidatableResponse post(String key, String path, String json) {
    return with(key)
        .contentType("application/json")
        .body(json.replace('\'', '"'))
        .post("/api/jetty/" + path)
        .then();
  }

  /** The SHA-256 of a text, in hex. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  public <T> List<T> rows(String sql, Tuple values, Function<Row, T> reader) {
    List<T> all = new ArrayList<>();
    pool.preparedQuery(sql)
        .execute(values)
        .await()
        .atMost(PATIENCE)
        .forEach(row -> all.add(reader.apply(row)));
    return all;
  }

  public void run(String sql, Object... values) {
    rows(sql, Tuple.from(values), row -> row);
  }

  public long number(String sql, Object... values) {
    return rows(sql, Tuple.from(values), row -> row.getLong(0)).get(0);
  }
}
