package ai.agentcache.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.it.PackagedService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The day of an agent, on two replicas of which one after the other is killed meanwhile. */
@ExtendWith(Rig.class)
class AgentWalkIT {

  private static final int UPDATES = 500;
  private static final int SENDERS = 4;
  private static final Duration APPLIED = Duration.ofSeconds(30);
  private static final Map<String, String> STAGING =
      Map.of(
          "AGENTCACHE_ENV", "staging",
          "STAGING_AGENT_SECRET", "agent-secret-of-staging-0123456789abcdef",
          "STAGING_JWT_SECRET", "jwt-secret-of-staging-0123456789abcdef");

  private final Stores stores;
  private final String run = Long.toHexString(System.nanoTime());
  private final String agentId = "walker-" + run;
  private final String user = "ann-" + run;
  private final AtomicReferenceArray<PackagedService> replicas = new AtomicReferenceArray<>(2);
  private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
  private final AtomicInteger next = new AtomicInteger();
  private String token = "";

  AgentWalkIT(Stores stores) {
    this.stores = stores;
  }

  @BeforeEach
  void start() {
    replicas.set(0, replica(Agents.ENV));
    replicas.set(1, replica(Agents.ENV));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    for (int i = 0; i < replicas.length(); i++) {
      replicas.get(i).close();
    }
  }

  private PackagedService replica(Map<String, String> settings) {
    PackagedService.Builder builder =
        PackagedService.in(Stores.newDirectory("walk"))
            .jvm("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .env("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + stores.redis().port())
            .env("DATABASE_URL", stores.databaseUrl(stores.postgresPort()));
    settings.forEach(builder::env);
    return builder.start();
  }

  @Test
  void agent_whoseReplicasAreKilledInTurn_findsEverythingItTold() throws Exception {
    token = Agents.token(replicas.get(0), agentId);
    assertOpensTokenOfUser();
    JsonObject before = ask("user/" + user + "/context", "{}");
    assertEquals(true, before.getJsonObject("context").getBoolean("new_user"), before::encode);

    int kills = tellWhileReplicasDie();

    String session =
        "{'user_id':'%s','session_id':'lesson-%s','duration_minutes':30,'topics_covered':['tea'],"
                .formatted(user, run)
            + "'new_vocabulary':['cup'],'overall_performance':0.8}";
    assertEquals(true, ask("sessions", session).getBoolean("success"));
    assertEquals(409, Agents.post(replicas.get(1), token, "sessions", session).statusCode());
    Pause.until(() -> told("messages") == UPDATES, APPLIED);
    assertEquals(UPDATES, told("messages"));
    assertEquals(1, told("sessions_total"));
    assertRefreshedToOneNewToken();
    assertRefusedElsewhere();
    assertHealthTellsTheStory();
    Findings.count("an agent's 500 updates, kills meanwhile", kills);
  }

  private long told(String counter) {
    return Agents.sum(replicas.get(1), token, user, counter);
  }

  /** The user's JWT is inside, sealed with what only the environment's agents know. */
  private void assertOpensTokenOfUser() throws GeneralSecurityException {
    JsonObject answer =
        ask(
            "user-token",
            "{'room_name':'lesson','user_id':'%s','agent_id':'%s'}".formatted(user, agentId));
    String[] parts = answer.getString("encrypted_token").split("\\.", -1);
    byte[] key =
        mac(
            mac("agentcache".getBytes(US_ASCII), Agents.SECRET.getBytes(UTF_8)),
            "agentcache user-token A256GCM\u0001".getBytes(US_ASCII));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(128, decode(parts[2])));
    cipher.updateAAD(parts[0].getBytes(US_ASCII));
    Buffer sealed = Buffer.buffer(decode(parts[3])).appendBytes(decode(parts[4]));
    String jwt = new String(cipher.doFinal(sealed.getBytes()), UTF_8);
    JsonObject claims = new JsonObject(new String(decode(jwt.split("\\.", -1)[1]), UTF_8));
    assertEquals(user, claims.getString("sub"), claims::encode);
    assertEquals("user", claims.getString("role"), claims::encode);
  }

  private static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] decode(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  /** Returns how often a replica was killed. */
  private int tellWhileReplicasDie() {
    AtomicBoolean telling = new AtomicBoolean(true);
    CompletableFuture<Integer> kills =
        CompletableFuture.supplyAsync(() -> killWhile(telling), threads);
    List<CompletableFuture<Void>> senders =
        IntStream.range(0, SENDERS)
            .mapToObj(i -> CompletableFuture.runAsync(this::tell, threads))
            .toList();
    senders.forEach(CompletableFuture::join);
    telling.set(false);
    assertTrue(kills.join() >= 2, "both replicas have to die once");
    return kills.join();
  }

  private int killWhile(AtomicBoolean telling) {
    int kills = 0;
    while (kills < 2 || telling.get()) {
      Pause.of(Duration.ofMillis(400));
      replicas.get(kills % 2).kill9();
      replicas.set(kills % 2, replica(Agents.ENV));
      kills++;
    }
    return kills;
  }

  private void tell() {
    for (int update = next.getAndIncrement(); update < UPDATES; update = next.getAndIncrement()) {
      ask(
          "progress",
          "{'userId':'%s','sessionId':'s','updateId':'id-%d','progress':{'messages':1}}"
              .formatted(user, update));
      Pause.of(Duration.ofMillis(40));
    }
  }

  /** Asks one replica after the other until one takes it. */
  private JsonObject ask(String path, String json) {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        HttpResponse<String> answer = Agents.post(replicas.get(attempt % 2), token, path, json);
        if (answer.statusCode() != 503) {
          assertEquals(200, answer.statusCode(), answer::body);
          return new JsonObject(answer.body());
        }
      } catch (UncheckedIOException killed) {
        // The next one, or this one again when it is back.
      }
      Pause.of(Duration.ofMillis(100));
    }
    throw new AssertionError("no replica took " + path);
  }

  private void assertRefreshedToOneNewToken() {
    List<CompletableFuture<String>> fresh =
        IntStream.range(0, 10)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> refreshed(i % 2), threads))
            .toList();
    Set<String> tokens = fresh.stream().map(CompletableFuture::join).collect(Collectors.toSet());
    assertEquals(1, tokens.size());
    assertNotEquals(Set.of(token), tokens);
    token = tokens.iterator().next();
  }

  private String refreshed(int replica) {
    HttpResponse<String> answer = Agents.post(replicas.get(replica), token, "token/refresh", "{}");
    assertEquals(200, answer.statusCode(), answer::body);
    return new JsonObject(answer.body()).getString("token");
  }

  private void assertRefusedElsewhere() {
    try (PackagedService staging = replica(STAGING)) {
      HttpResponse<String> answer = Agents.post(staging, token, "health", "{}");
      assertEquals(401, answer.statusCode(), answer::body);
      assertTrue(answer.body().contains("INVALID_AGENT_TOKEN"), answer::body);
    }
  }

  private void assertHealthTellsTheStory() {
    JsonObject health = ask("health", "{}");
    assertEquals("development", health.getString("environment"), health::encode);
    JsonArray checks = health.getJsonObject("health").getJsonArray("checks");
    Set<String> names =
        checks.stream()
            .map(one -> ((JsonObject) one).getString("name"))
            .collect(Collectors.toSet());
    assertTrue(
        names.containsAll(List.of("redis", "postgres", "tokens", "batcher", "configuration")),
        names::toString);
    assertNotEquals("UNHEALTHY", health.getJsonObject("health").getString("overall"));
  }
}
