package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.it.PackagedService;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas that are killed again and again while an agent reports progress to them. */
@ExtendWith(Rig.class)
class ProgressKillsIT {

  private static final int UPDATES = 2_000;
  private static final int USERS = 40;
  private static final int SENDERS = 4;
  private static final int KILLS_EACH = 10;
  private static final Duration TAKEN_OVER = Duration.ofSeconds(30);

  private final Stores stores;
  private final String run = Long.toHexString(System.nanoTime());
  private final AtomicReferenceArray<PackagedService> replicas = new AtomicReferenceArray<>(2);
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 2);
  private String token = "";

  ProgressKillsIT(Stores stores) {
    this.stores = stores;
  }

  @BeforeEach
  void start() {
    replicas.set(0, replica());
    replicas.set(1, replica());
    token = Agents.token(replicas.get(0), "killed-" + run);
    report(replicas.get(0), "warm-" + run, "warm");
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    for (int i = 0; i < replicas.length(); i++) {
      replicas.get(i).close();
    }
  }

  private PackagedService replica() {
    PackagedService.Builder builder =
        PackagedService.in(Stores.newDirectory("progress"))
            .jvm("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .env("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + stores.redis().port())
            .env("DATABASE_URL", stores.databaseUrl(stores.postgresPort()));
    Agents.ENV.forEach(builder::env);
    return builder.start();
  }

  @Test
  void progress_throughTwentyKills_isAppliedExactlyOnce() {
    long start = System.nanoTime();
    List<CompletableFuture<Void>> work = new ArrayList<>();
    IntStream.range(0, SENDERS).forEach(i -> work.add(running(this::send)));
    IntStream.range(0, 2).forEach(i -> work.add(running(() -> kill(i))));
    work.forEach(CompletableFuture::join);
    Findings.note("2 000 updates through 20 kills, sent", (System.nanoTime() - start) / 1e6);
    Findings.count("2 000 updates through 20 kills, sent more than once", repeated.get());
    Pause.until(() -> waiting() == 0, TAKEN_OVER);
    PackagedService service = replicas.get(0);
    for (int user = 0; user < USERS; user++) {
      assertEquals(UPDATES / USERS, Agents.sum(service, token, user(user), "messages"));
    }
    Findings.note("2 000 updates through 20 kills, applied", (System.nanoTime() - start) / 1e6);
  }

  private CompletableFuture<Void> running(Runnable task) {
    return CompletableFuture.runAsync(task, threads);
  }

  private void kill(int which) {
    Random random = new Random();
    for (int i = 0; i < KILLS_EACH; i++) {
      Pause.of(Duration.ofMillis(300 + random.nextInt(1_500)));
      replicas.get(which).kill9();
      replicas.set(which, replica());
    }
  }

  private void send() {
    for (int update = next.getAndIncrement(); update < UPDATES; update = next.getAndIncrement()) {
      String user = user(update % USERS);
      for (int attempt = 0; !report(replicas.get((update + attempt) % 2), user, "id-" + update); ) {
        attempt++;
        repeated.incrementAndGet();
        Pause.of(Duration.ofMillis(250));
      }
      Pause.of(Duration.ofMillis(70));
    }
  }

  private String user(int number) {
    return "user-" + run + "-" + number;
  }

  /** Whether the update was acknowledged. */
  private boolean report(PackagedService service, String user, String id) {
    String body =
        "{'userId':'%s','sessionId':'s','updateId':'%s','progress':{'messages':1}}"
            .formatted(user, id);
    try {
      HttpResponse<String> answer = Agents.post(service, token, "progress", body);
      return answer.statusCode() == 200;
    } catch (UncheckedIOException killed) {
      return false;
    }
  }

  private long waiting() {
    return IntStream.range(0, 8)
        .mapToObj(i -> stores.redis().command("XLEN agentcache:agent:progress:{" + i + "}"))
        .mapToLong(length -> Long.parseLong(length.substring(1)))
        .sum();
  }
}
