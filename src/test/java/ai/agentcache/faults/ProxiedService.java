package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.it.PackagedService;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service with a proxy before each of its stores. */
final class ProxiedService implements AutoCloseable {

  static final String OPERATOR = "ac_admin_of_the_fault_tests";

  /** By then the schema is there. */
  private static final Duration START = Duration.ofSeconds(10);

  private static final Pattern KEY = Pattern.compile("\"key\":\"(ac_live_[^\"]+)\"");

  private final Stores stores;
  private final FaultProxy redis;
  private final FaultProxy postgres;
  private final PackagedService service;

  private ProxiedService(
      Stores stores, FaultProxy redis, FaultProxy postgres, Map<String, String> env) {
    this.stores = stores;
    this.redis = redis;
    this.postgres = postgres;
    PackagedService.Builder builder =
        PackagedService.in(Stores.newDirectory("service"))
            .jvm("-Xmx256m")
            .env("AGENTCACHE_ADMIN_KEY", OPERATOR)
            .env("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redis.port())
            .env("DATABASE_URL", stores.databaseUrl(postgres.port()));
    env.forEach(builder::env);
    this.service = builder.start();
  }

  /** Starts one whose stores are there, with further environment variables. */
  static ProxiedService start(Stores stores, Map<String, String> env) {
    return new ProxiedService(
        stores, FaultProxy.to(stores.redis().port()), FaultProxy.to(stores.postgresPort()), env);
  }

  /** Has run for a while, through an outage too: bounds are for a service, not for its compiler. */
  ProxiedService warmedUp() {
    Entries entries = new Entries("warm", newKey("warm"), 500);
    Load load = Load.on(port(), Duration.ofSeconds(4)).perSecond(Double.POSITIVE_INFINITY);
    load.run(entries.mixed(0.3));
    redis.refuse();
    load.run(entries.mixed(0.3));
    redis.pass();
    load.run(entries.mixed(0.3));
    entries.storedIn(this);
    heal(entries);
    return this;
  }

  /** Starts one that reaches no store until its proxies pass. */
  static ProxiedService startCutOff(Stores stores) {
    FaultProxy redis = FaultProxy.to(stores.redis().port());
    FaultProxy postgres = FaultProxy.to(stores.postgresPort());
    redis.refuse();
    postgres.refuse();
    return new ProxiedService(stores, redis, postgres, Map.of());
  }

  FaultProxy redis() {
    return redis;
  }

  FaultProxy postgres() {
    return postgres;
  }

  PackagedService service() {
    return service;
  }

  int port() {
    return URI.create(service.url()).getPort();
  }

  /** Redis' process dies. */
  void killRedis() {
    redis.refuse();
    stores.redis().kill();
  }

  /** Redis is back, with its data; the moment it was. */
  long reviveRedis() {
    stores.redis().revive();
    redis.pass();
    return System.nanoTime();
  }

  /** Postgres' processes die. */
  void killPostgres() {
    stores.postgres().kill();
    postgres.refuse();
  }

  /** Postgres is back, with its data; the moment it was. */
  long revivePostgres() {
    stores.postgres().revive();
    postgres.pass();
    return System.nanoTime();
  }

  HttpResponse<String> post(String path, String apiKey, String json) {
    return service.post(path, json, "X-API-Key", apiKey);
  }

  HttpResponse<String> get(String path, String apiKey) {
    return service.get(path, "X-API-Key", apiKey);
  }

  /** Asks for a key of that tenant with limits that no test reaches. */
  HttpResponse<String> mint(String tenant) {
    return mint(tenant, 1_000_000);
  }

  HttpResponse<String> mint(String tenant, long rateLimit) {
    return post(
        "/api/admin/keys",
        OPERATOR,
        "{\"tenant\":\"%s\",\"name\":\"faults\",\"rateLimit\":%d,\"monthlyQuota\":1000000000}"
            .formatted(tenant, rateLimit));
  }

  /** A key of that tenant with limits that no test reaches. */
  String newKey(String tenant) {
    return newKey(tenant, 1_000_000);
  }

  String newKey(String tenant, long rateLimit) {
    Pause.until(() -> mint(tenant, rateLimit).statusCode() == 201, START);
    HttpResponse<String> answer = mint(tenant, rateLimit);
    assertEquals(201, answer.statusCode(), answer::body);
    Matcher key = KEY.matcher(answer.body());
    assertEquals(true, key.find(), answer::body);
    return key.group(1);
  }

  /** Ends all faults and waits until an entry that is stored hits again. */
  void heal(Entries stored) {
    redis.pass();
    postgres.pass();
    Pause.until(() -> stored.hits(this, 0), Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    service.close();
    redis.close();
    postgres.close();
  }
}
