package ai.agentcache.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.UploadRig;
import ai.agentcache.webhook.CourierStore.Room;
import ai.agentcache.webhook.Verdict.Patience;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How replicas share deliveries; nobody else delivers meanwhile. */
@QuarkusTest
@TestProfile(CourierStoreTest.NobodyElse.class)
class CourierStoreTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Outcome WELL = Outcome.answered(200, 5, Duration.ZERO);
  private static final Outcome BADLY = Outcome.answered(500, 5, Duration.ZERO);

  @Inject CourierStore store;
  @Inject UploadRig rig;
  @Inject WebhookConfig config;

  private final String tenant = "courier-" + UUID.randomUUID().toString().substring(0, 8);

  /** Settings with which the service itself delivers nothing. */
  public static final class NobodyElse implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("agentcache.webhooks.poll", "1d");
    }
  }

  @BeforeEach
  void empty() {
    rig.awaitSchema();
    rig.run("DELETE FROM webhooks");
  }

  @Test
  void claim_oneEndpoint_givesItsOldestToOneOnly() {
    UUID id = webhook(tenant, "*");
    happen(tenant, 1);
    happen(tenant, 2);
    Instant now = Instant.now();

    Errand first = claimed(10, 10, now).get(0);
    assertEquals(id, first.webhook().id());
    assertEquals(1, first.message().data().getInteger("n"));
    assertEquals(List.of(), claimed(10, 10, now));

    assertTrue(settled(first, WELL, now));
    Errand second = claimed(10, 10, now).get(0);
    assertEquals(2, second.message().data().getInteger("n"));
    assertTrue(settled(second, WELL, now));
    assertEquals(List.of(), claimed(10, 10, now));
  }

  @Test
  void claim_leaseOver_isAnothersAndTheFirstWritesNothing() {
    webhook(tenant, "*");
    happen(tenant, 1);
    Instant now = Instant.now();
    Errand dead = claimed(10, 10, now).get(0);

    Errand other = claimed(10, 10, now.plus(LEASE)).get(0);

    assertEquals(dead.deliveryId(), other.deliveryId());
    assertNotEquals(dead.lease(), other.lease());
    assertFalse(settled(dead, WELL, now));
    assertTrue(settled(other, WELL, now));
  }

  @Test
  void claim_failed_waitsForItsTimeAndHoldsTheNextBack() {
    webhook(tenant, "*");
    happen(tenant, 1);
    happen(tenant, 2);
    Instant now = Instant.now();
    Errand first = claimed(10, 10, now).get(0);
    assertTrue(settled(first, BADLY, now));

    assertEquals(List.of(), claimed(10, 10, now.plusMillis(900)));
    Errand again = claimed(10, 10, now.plusSeconds(11)).get(0);
    assertEquals(first.deliveryId(), again.deliveryId());
    assertEquals(1, again.webhook().standing().failures());
  }

  @Test
  void claim_manyEndpoints_leavesRoomForOthers() {
    for (int i = 0; i < 6; i++) {
      webhook(tenant, "*");
      webhook(tenant + "-b", "*");
    }
    happen(tenant, 1);
    happen(tenant + "-b", 2);
    Instant now = Instant.now();

    List<Errand> claimed = claimed(5, 3, now);
    assertEquals(5, claimed.size());
    assertTrue(claimed.stream().filter(e -> e.owner().equals(tenant)).count() <= 3);
    List<Errand> rest =
        of(store.claim(new Room(10, 3, Map.of(tenant, 3, tenant + "-b", 2)), now, LEASE));
    assertEquals(List.of(tenant + "-b"), rest.stream().map(Errand::owner).toList());
  }

  @Test
  void trigger_events_reachWhomTheyConcern() {
    UUID all = webhook(tenant, "*");
    UUID quota = webhook(tenant, "quota.warning");
    UUID breaker = webhook(tenant, "breaker.opened");
    UUID other = webhook(tenant + "-b", "*");
    UUID operator = webhook("", "*");
    UUID off = webhook(tenant, "*");
    rig.run("UPDATE webhooks SET enabled = false WHERE id = $1", off);

    happen(tenant, 1);
    happen("", 2);
    rig.run(
        "INSERT INTO events (type, for_all, occurred_at, data)"
            + " VALUES ('breaker.opened', true, now(), '{}')");

    assertEquals(2, waiting(all));
    assertEquals(1, waiting(quota));
    assertEquals(1, waiting(breaker));
    assertEquals(1, waiting(other));
    assertEquals(2, waiting(operator));
    assertEquals(0, waiting(off));
    assertEquals(7, of(store.waiting(Instant.now())).count());
  }

  @Test
  void claim_manyReplicasAtOnce_deliversEachOnceInOrder() {
    long endpoints = 8;
    long events = 25;
    for (int i = 0; i < endpoints; i++) {
      webhook(tenant, "*");
    }
    for (int i = 0; i < events; i++) {
      happen(tenant, i);
    }
    ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> replicas = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      replicas.add(CompletableFuture.runAsync(() -> deliverAll(made)));
    }
    replicas.forEach(CompletableFuture::join);

    assertEquals(endpoints * events, made.size());
    assertEquals(endpoints * events, made.stream().distinct().count());
    Map<String, List<Integer>> orders =
        made.stream()
            .map(line -> line.split(" ", 2))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    Collectors.mapping(parts -> Integer.parseInt(parts[1]), Collectors.toList())));
    orders.values().forEach(order -> assertEquals(order.stream().sorted().toList(), order));
  }

  private void deliverAll(ConcurrentLinkedQueue<String> made) {
    while (of(store.waiting(Instant.now())).count() > 0) {
      for (Errand errand : claimed(3, 3, Instant.now())) {
        made.add(errand.webhook().id() + " " + errand.message().data().getInteger("n"));
        assertTrue(settled(errand, WELL, Instant.now()));
      }
    }
  }

  private List<Errand> claimed(int most, int perOwner, Instant now) {
    return of(store.claim(new Room(most, perOwner, Map.of()), now, LEASE));
  }

  private boolean settled(Errand errand, Outcome outcome, Instant now) {
    Verdict verdict = Verdict.of(errand, outcome, Patience.of(config.retries()), now, 1);
    return of(store.settle(errand, outcome, verdict, now));
  }

  private UUID webhook(String owner, String event) {
    UUID id = UUID.randomUUID();
    rig.run(
        "INSERT INTO webhooks (id, tenant, url, events, format, enabled, secret, created_at,"
            + " updated_at) VALUES ($1, nullif($2, ''), 'https://a.example/', ARRAY[$3::text], 'standard', true,"
            + " 'x', now(), now())",
        id,
        owner,
        event);
    return id;
  }

  private void happen(String owner, int number) {
    rig.run(
        "INSERT INTO events (type, tenant, occurred_at, data)"
            + " VALUES ('quota.warning', nullif($1, ''), now(), jsonb_build_object('n', $2::int))",
        owner,
        number);
  }

  private long waiting(UUID webhook) {
    return rig.number("SELECT count(*) FROM webhook_deliveries WHERE webhook_id = $1", webhook);
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
