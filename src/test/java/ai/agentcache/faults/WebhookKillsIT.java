package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.it.PackagedService;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas that are killed again and again while they tell a receiver of revoked keys. */
@ExtendWith(Rig.class)
class WebhookKillsIT {

  private static final String OPERATOR = "ac_admin_development";
  private static final int EVENTS = 40;
  private static final int KILLS = 6;
  private static final Duration TAKEN_OVER = Duration.ofSeconds(90);

  private final Stores stores;
  private final String tenant = "killed-" + Long.toHexString(System.nanoTime());
  private final AtomicReferenceArray<PackagedService> replicas = new AtomicReferenceArray<>(2);
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer receiver;

  WebhookKillsIT(Stores stores) throws IOException {
    this.stores = stores;
    this.receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 9);
  }

  @BeforeEach
  void start() {
    receiver.setExecutor(threads);
    receiver.createContext("/", this::receive);
    receiver.start();
    replicas.set(0, replica());
    replicas.set(1, replica());
  }

  @AfterEach
  void stop() {
    for (int i = 0; i < replicas.length(); i++) {
      replicas.get(i).close();
    }
    receiver.stop(0);
    threads.shutdownNow();
  }

  /** Slow enough to be in the middle of something when its sender is killed. */
  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(new JsonObject(body).getJsonObject("data").getString("keyId"));
      Pause.of(Duration.ofMillis(100));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private PackagedService replica() {
    PackagedService.Builder builder =
        PackagedService.in(Stores.newDirectory("webhooks"))
            .jvm("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .env("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + stores.redis().port())
            .env("DATABASE_URL", stores.databaseUrl(stores.postgresPort()))
            .env("AGENTCACHE_WEBHOOKS_ALLOW_HTTP", "true")
            .env("AGENTCACHE_WEBHOOKS_ALLOW_PRIVATE_ADDRESSES", "true")
            .env("AGENTCACHE_WEBHOOKS_TOTAL_TIMEOUT", "2s");
    Agents.ENV.forEach(builder::env);
    return builder.start();
  }

  @Test
  void events_throughKills_comeAtLeastOnceAndInOrder() {
    String key = mint().getString("key");
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    HttpResponse<String> made =
        replicas
            .get(0)
            .post(
                "/api/webhooks",
                "{\"url\":\"%s\",\"events\":[\"key.revoked\"]}".formatted(url),
                "X-API-Key",
                key);
    assertEquals(201, made.statusCode(), made.body());
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      ids.add(mint().getString("keyId"));
    }
    Random random = new Random();
    for (int i = 0; i < EVENTS; i++) {
      revoke(ids.get(i));
      if (i % (EVENTS / KILLS) == 3) {
        Pause.of(Duration.ofMillis(random.nextInt(300)));
        replicas.get(i % 2).kill9();
        replicas.set(i % 2, replica());
      }
    }
    Pause.until(() -> Set.copyOf(received).size() == EVENTS, TAKEN_OVER);

    Set<String> seen = ConcurrentHashMap.newKeySet();
    List<String> first = received.stream().filter(seen::add).toList();
    assertEquals(ids, first);
    int again = received.size() - EVENTS;
    Findings.count("40 events through 6 kills, delivered more than once", again);
    assertTrue(again <= KILLS + 1, again + " were delivered again");
  }

  private JsonObject mint() {
    String wish = "{\"tenant\":\"%s\",\"name\":\"n\"}".formatted(tenant);
    HttpResponse<String> minted =
        replicas.get(0).post("/api/admin/keys", wish, "X-API-Key", OPERATOR);
    assertEquals(201, minted.statusCode(), minted.body());
    return new JsonObject(minted.body());
  }

  private void revoke(String keyId) {
    for (int attempt = 0; attempt < 20; attempt++) {
      try {
        HttpResponse<String> revoked =
            replicas
                .get(attempt % 2)
                .send("DELETE", "/api/admin/keys/" + keyId, "", "X-API-Key", OPERATOR);
        if (revoked.statusCode() == 200) {
          return;
        }
      } catch (UncheckedIOException killed) {
        Pause.of(Duration.ofMillis(250));
      }
    }
    throw new AssertionError("could not revoke " + keyId);
  }
}
