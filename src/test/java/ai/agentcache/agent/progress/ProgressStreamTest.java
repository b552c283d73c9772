package ai.agentcache.agent.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.postgres.PostgresGateway;
import ai.agentcache.redis.TestRedis;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the stream to Postgres, on a Redis that nobody else uses. */
@QuarkusTest
class ProgressStreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, String> QUICK =
      Map.of(
          "batch-age", "1s",
          "poll", "50ms",
          "heartbeat", "100ms",
          "absence", "600ms",
          "claim-after", "1s",
          "claim-every", "200ms");

  @Inject PostgresGateway postgres;
  @Inject Event<ProgressApplied> events;
  @Inject UploadRig rig;

  private final String tenant = "stream-" + UUID.randomUUID().toString().substring(0, 12);
  private Vertx vertx;
  private TestRedis redis;

  @BeforeEach
  void open() throws IOException {
    rig.awaitSchema();
    vertx = Vertx.vertx();
    redis = new TestRedis();
  }

  @AfterEach
  void close() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  private Replica replica(Map<String, String> settings) {
    Replica replica = Replica.on(vertx, redis.address(), postgres, events, settings);
    UploadRig.until(replica.redis()::reachable);
    return replica;
  }

  private Report report(String user, @Nullable String updateId, String fields) {
    UserKey key = new UserKey(tenant, user);
    return new Report(key, "s", "a", "progress", updateId, Fields.of(fields));
  }

  private Accepted accept(Replica replica, String user, @Nullable String updateId) {
    Report report = report(user, updateId, "{'messages':1}");
    return of(replica.stream().accept(report, "f"));
  }

  private long messages(String user) {
    return rig
        .rows(
            "SELECT (fields->'counters'->>'/messages')::bigint FROM agent_progress"
                + " WHERE tenant = $1 AND user_id = $2",
            io.vertx.mutiny.sqlclient.Tuple.of(tenant, user),
            row -> row.getLong(0))
        .stream()
        .findFirst()
        .orElse(0L);
  }

  private long waiting(Replica replica) {
    long waiting = 0;
    for (int i = 0; i < Partition.COUNT; i++) {
      Request length = Request.cmd(Command.XLEN).arg(new Partition(i).stream());
      waiting += of(replica.redis().send(length).map(reply -> reply == null ? 0 : reply.toLong()));
    }
    return waiting;
  }

  @Test
  void accept_manyOfOneUser_makesBatchesOfTen() {
    Replica replica = replica(Map.of());
    Set<String> batches = new HashSet<>();
    for (int i = 0; i < 25; i++) {
      batches.add(accept(replica, "u", null).batchId());
    }
    assertEquals(3, batches.size());
    String last = accept(replica, "u", null).batchId();
    WaitingBatch batch = of(replica.stream().batch(last.charAt(0) - '0', last)).orElseThrow();
    assertEquals(6, batch.size());
    assertEquals(new UserKey(tenant, "u"), batch.user());
    assertNotEquals(last, accept(replica, "v", null).batchId());
  }

  @Test
  void accept_afterTheAgeOfABatch_opensAnother() throws Exception {
    Replica replica = replica(Map.of("batch-age", "100ms"));
    String first = accept(replica, "u", null).batchId();
    assertEquals(first, accept(replica, "u", null).batchId());
    Thread.sleep(150);
    assertNotEquals(first, accept(replica, "u", null).batchId());
  }

  @Test
  void accept_sameUpdateId_isTheSameOnceAndAConflictWithAnotherBody() {
    Replica replica = replica(Map.of());
    Accepted first = accept(replica, "u", "id");
    Accepted again = accept(replica, "u", "id");
    assertEquals(Accepted.Outcome.AGAIN, again.outcome());
    assertEquals(first.batchId(), again.batchId());
    assertEquals(first.epochMillis(), again.epochMillis());
    Report other = report("u", "id", "{'messages':2}");
    assertEquals(Accepted.Outcome.OTHER, of(replica.stream().accept(other, "g")).outcome());
    assertEquals(Accepted.Outcome.NEW, accept(replica, "v", "id").outcome());
    assertEquals(2, waiting(replica));
  }

  @Test
  void accept_overTheBound_isRefusedAndTakenWhenThereIsRoom() {
    Replica replica = replica(Map.of("backlog", "3", "batch-age", "300ms", "poll", "50ms"));
    for (int i = 0; i < 3; i++) {
      assertEquals(Accepted.Outcome.NEW, accept(replica, "u", null).outcome());
    }
    assertEquals(Accepted.Outcome.FULL, accept(replica, "u", null).outcome());
    assertEquals(3, waiting(replica));
    ProgressConsumer consumer = replica.consumer();
    UploadRig.until(() -> accept(replica, "u", "late").outcome() != Accepted.Outcome.FULL);
    UploadRig.until(() -> messages("u") == 4);
    consumer.close();
  }

  @Test
  void consumer_tenItems_areAppliedBeforeTheirAge() {
    Replica replica = replica(Map.of("poll", "50ms"));
    ProgressConsumer consumer = replica.consumer();
    long start = System.nanoTime();
    String batch = "";
    for (int i = 0; i < 10; i++) {
      batch = accept(replica, "u", null).batchId();
    }
    accept(replica, "u", null);
    UploadRig.until(() -> messages("u") == 10);
    assertTrue(System.nanoTime() - start < 4_500_000_000L);
    assertEquals(
        List.of(10),
        rig.rows(
            "SELECT size FROM agent_batches WHERE batch_id = $1",
            io.vertx.mutiny.sqlclient.Tuple.of(batch),
            row -> row.getInteger(0)));
    UploadRig.until(() -> messages("u") == 11);
    assertTrue(System.nanoTime() - start >= 4_900_000_000L);
    UploadRig.until(() -> waiting(replica) == 0);
    assertEquals(Optional.empty(), of(replica.stream().batch(batch.charAt(0) - '0', batch)));
    consumer.close();
  }

  @Test
  void apply_givenTwice_countsOnce() {
    Replica replica = replica(QUICK);
    for (int i = 0; i < 5; i++) {
      accept(replica, "u", "id-" + i);
    }
    int partition = Partition.of(new UserKey(tenant, "u")).number();
    List<Update> updates =
        of(replica.stream().take(partition, false, "0-0")).entries().stream()
            .map(entry -> Update.decode(entry.place(), entry.fields()))
            .toList();
    of(replica.postgres().apply(updates.subList(0, 3)));
    of(replica.postgres().apply(updates));
    assertEquals(5, messages("u"));
    ProgressConsumer consumer = replica.consumer();
    UploadRig.until(() -> waiting(replica) == 0);
    assertEquals(5, messages("u"));
    consumer.close();
  }

  @Test
  void consumer_oneOfTwoDies_nothingIsLostOrAppliedTwice() {
    Replica one = replica(QUICK);
    Replica other = replica(QUICK);
    ProgressConsumer dying = one.consumer();
    ProgressConsumer living = other.consumer();
    for (int i = 0; i < 300; i++) {
      accept(one, "user-" + i % 20, null);
      if (i == 150) {
        dying.close();
      }
    }
    UploadRig.until(() -> waiting(one) == 0);
    for (int i = 0; i < 20; i++) {
      assertEquals(15, messages("user-" + i), "user-" + i);
    }
    living.close();
  }

  @Test
  void consumer_stopped_writesWhatItHoldsAndLeaves() {
    Replica replica = replica(Map.of("poll", "50ms", "batch-age", "1h"));
    ProgressConsumer consumer = replica.consumer();
    for (int i = 0; i < 7; i++) {
      accept(replica, "u", null);
    }
    UploadRig.until(() -> !consumer.lag().isZero());
    of(consumer.stop());
    assertEquals(7, messages("u"));
    assertEquals(0, waiting(replica));
  }

  @Test
  void consumer_poison_isGivenUpAndTheRestApplied() {
    Replica replica = replica(QUICK);
    for (int i = 0; i < 4; i++) {
      accept(replica, "u", null);
    }
    String poisoned =
        of(replica.stream().accept(report("u", "bad", "{'x':'a\\u0000b'}"), "f")).batchId();
    int partition = Partition.of(new UserKey(tenant, "u")).number();
    of(
        replica
            .redis()
            .send(
                Request.cmd(Command.XADD)
                    .arg(new Partition(partition).stream())
                    .arg("*")
                    .arg("d")
                    .arg("nonsense")));
    ProgressConsumer consumer = replica.consumer();
    UploadRig.until(() -> waiting(replica) == 0);
    UploadRig.until(() -> failed(poisoned).equals(List.of(1)));
    assertEquals(4, messages("u"));
    assertEquals(2.0, dead(replica));
    assertEquals(
        1,
        rig.number(
            "SELECT count(*) FROM events WHERE tenant = $1 AND type = 'batch.dead_letter'"
                + " AND data ->> 'updateId' = 'bad' AND data ->> 'batchId' = $2",
            tenant,
            poisoned));
    Request dead = Request.cmd(Command.XLEN).arg(new Partition(partition).deadLetters());
    assertEquals(2L, of(replica.redis().send(dead)).toLong());
    assertEquals(1, of(replica.stream().erase(new UserKey(tenant, "u"))).letters());
    consumer.close();
  }

  @Test
  void consumer_poisonThatADyingReplicaHasBuried_isNotedAndBuriedOnce() {
    Replica replica = replica(QUICK);
    Accepted bad = of(replica.stream().accept(report("u", "bad", "{'x':'a\\u0000b'}"), "f"));
    int partition = Partition.of(new UserKey(tenant, "u")).number();
    ProgressConsumer consumer = replica.consumer();
    UploadRig.until(() -> !consumer.lag().isZero());
    Update.Place place =
        new Update.Place(
            partition, of(replica.redis().send(entries(partition))).get(0).get(0).toString());
    assertTrue(of(replica.stream().bury(place, bad.batchId(), "test")));
    UploadRig.until(() -> failed(bad.batchId()).equals(List.of(1)));
    Request dead = Request.cmd(Command.XLEN).arg(new Partition(partition).deadLetters());
    assertEquals(1L, of(replica.redis().send(dead)).toLong());
    consumer.close();
  }

  @Test
  void deadLetters_areKnownToReplicasThatHaveBuriedNone() {
    Replica one = replica(QUICK);
    assertEquals(DeadLetters.NONE, of(one.stream().deadLetters()));
    long before = one.redis().epochMicros() / 1_000;
    for (int partition : List.of(2, 5, 5)) {
      of(
          one.redis()
              .send(
                  Request.cmd(Command.XADD)
                      .arg(new Partition(partition).deadLetters())
                      .arg("*")
                      .arg("reason")
                      .arg("test")));
    }
    Replica other = replica(QUICK);
    DeadLetters found = of(other.stream().deadLetters());
    assertEquals(3, found.count());
    assertTrue(found.newestMillis() >= before - 1_000, found::toString);
    for (int partition : List.of(2, 5)) {
      of(other.redis().send(Request.cmd(Command.DEL).arg(new Partition(partition).deadLetters())));
    }
    assertEquals(DeadLetters.NONE, of(one.stream().deadLetters()));
  }

  private static double dead(Replica replica) {
    return replica.metrics().counter("agentcache.agent.progress.dead").count();
  }

  private List<Integer> failed(String batchId) {
    return rig.rows(
        "SELECT failed FROM agent_batches WHERE batch_id = $1",
        io.vertx.mutiny.sqlclient.Tuple.of(batchId),
        row -> row.getInteger(0));
  }

  private static Request entries(int partition) {
    return Request.cmd(Command.XRANGE).arg(new Partition(partition).stream()).arg("-").arg("+");
  }

  @Test
  void consumer_moreThanThereMayBeOfAUser_isADeadLetter() {
    Replica replica = replica(QUICK);
    for (int i = 0; i < 6; i++) {
      StringBuilder fields = new StringBuilder();
      for (int field = 0; field < 200; field++) {
        fields.append(field == 0 ? "" : ",").append("'f" + i + "_" + field + "_count':1");
      }
      of(replica.stream().accept(report("u", "id-" + i, "{" + fields + "}"), "f"));
    }
    ProgressConsumer consumer = replica.consumer();
    UploadRig.until(() -> waiting(replica) == 0 && dead(replica) == 1);
    assertEquals(
        List.of(1_000L),
        rig.rows(
            "SELECT count(*) FROM agent_progress, jsonb_object_keys(fields->'counters')"
                + " WHERE tenant = $1",
            io.vertx.mutiny.sqlclient.Tuple.of(tenant),
            row -> row.getLong(0)));
    consumer.close();
  }

  @Test
  void consumer_manyThatADeadReplicaHasTaken_areTakenOverInOneGo() {
    Map<String, String> settings = new HashMap<>(QUICK);
    settings.put("claim-every", "1h");
    Replica replica = replica(settings);
    for (int i = 0; i < 1_000; i++) {
      accept(replica, "u", null);
    }
    int partition = Partition.of(new UserKey(tenant, "u")).number();
    while (!of(replica.stream().take(partition, false, "0-0")).entries().isEmpty()) {}
    UploadRig.until(() -> idleMillis(replica, partition) > 1_000);
    ProgressConsumer consumer = replica.consumer();
    UploadRig.until(() -> waiting(replica) == 0);
    assertEquals(1_000, messages("u"));
    consumer.close();
  }

  private static long idleMillis(Replica replica, int partition) {
    Request last =
        Request.cmd(Command.XPENDING)
            .arg(new Partition(partition).stream())
            .arg("agentcache")
            .arg("-")
            .arg("+")
            .arg(1);
    return of(replica.redis().send(last)).get(0).get(2).toLong();
  }

  @Test
  void accept_redisForgetsEverything_goesOn() throws IOException {
    Replica replica = replica(QUICK);
    ProgressConsumer consumer = replica.consumer();
    accept(replica, "u", null);
    UploadRig.until(() -> messages("u") == 1);
    redis.flush();
    accept(replica, "u", null);
    UploadRig.until(() -> messages("u") == 2);
    consumer.close();
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
