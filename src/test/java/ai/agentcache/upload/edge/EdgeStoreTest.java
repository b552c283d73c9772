package ai.agentcache.upload.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.postgres.Migrations;
import ai.agentcache.time.Clock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EdgeStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration HALF_LIFE = Duration.ofMinutes(15);
  private static final String EDGE = "store-test";
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  @Inject EdgeStore store;
  @Inject UpkeepStore upkeep;
  @Inject TurnStore turns;
  @Inject Migrations migrations;
  @Inject Pool pool;
  @Inject Clock clock;

  @BeforeEach
  void anEdgeThatNobodyUses() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!migrations.done()) {
      assertTrue(System.nanoTime() < deadline, "no schema");
      Thread.onSpinWait();
    }
    run(
        "INSERT INTO edge_locations (id, city, country, lat, lng, url, price_per_gb, active)"
            + " VALUES ($1, 'Nowhere', 'XX', 1, 2, 'http://localhost:1', 0.5, false)",
        Tuple.of(EDGE));
  }

  @AfterEach
  void noSuchEdge() {
    run("DELETE FROM edge_locations WHERE id = $1", Tuple.of(EDGE));
  }

  @Test
  void all_newEdge_isAsItWasWritten() {
    Listed listed = listed();

    assertEquals(
        new Edge(
            EDGE,
            "Nowhere",
            "XX",
            new Location(1, 2),
            "http://localhost:1",
            0.5,
            1_000,
            10_000,
            false),
        listed.edge());
    assertEquals(EdgeState.UNKNOWN, listed.state());
  }

  @Test
  void add_batchesInAnyOrder_addsUpAsTheRulesSay() {
    Random random = new Random(7);
    EdgeState expected = EdgeState.UNKNOWN;
    for (int batch = 0; batch < 12; batch++) {
      List<Seen> seen = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        Observation observation = observation(random);
        seen.add(new Seen(EDGE, observation));
        expected = expected.with(observation, HALF_LIFE);
      }
      assertSame(expected, await(store.add(seen, HALF_LIFE)).getOrDefault(EDGE, EdgeState.UNKNOWN));
    }
    assertSame(expected, listed().state());
  }

  @Test
  void add_fromManyAtOnce_losesNothing() {
    List<CompletableFuture<?>> under =
        IntStream.range(0, 40)
            .<CompletableFuture<?>>mapToObj(
                i ->
                    store
                        .add(
                            List.of(
                                new Seen("sfo-1", Observation.probe(START, 5, 0, Double.NaN)),
                                new Seen(EDGE, Observation.probe(START, 7, 0, Double.NaN))),
                            HALF_LIFE)
                        .subscribeAsCompletionStage())
            .toList();
    CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).join();

    assertEquals(40, listed().state().samples());
    assertEquals(7, listed().state().latency().mean(), 1e-9);
    run("DELETE FROM edge_states WHERE edge_id = 'sfo-1'", Tuple.tuple());
  }

  @Test
  void add_clientTwiceOnOneDecision_countsOnce() {
    Seen told =
        new Seen(EDGE, Observation.client(START, true, 9, 1, Double.NaN, UUID.randomUUID()));

    assertEquals(Map.of(), await(store.add(List.of(), HALF_LIFE)));
    assertEquals(1, await(store.add(List.of(told), HALF_LIFE)).size());
    assertEquals(Map.of(), await(store.add(List.of(told), HALF_LIFE)));
    assertEquals(1, listed().state().samples());
  }

  @Test
  void add_edgeThatIsGone_isPassedOver() {
    Observation seen = Observation.failedProbe(START);
    Map<String, EdgeState> changed =
        await(store.add(List.of(new Seen("gone", seen), new Seen(EDGE, seen)), HALF_LIFE));

    assertEquals(List.of(EDGE), List.copyOf(changed.keySet()));
  }

  @Test
  void upkeep_ofADay_sumsUpAndForgetsTheParts() {
    List<Seen> seen =
        List.of(
            new Seen(EDGE, Observation.probe(START, 10, 0, Double.NaN)),
            new Seen(EDGE, Observation.probe(START.plusSeconds(1), 30, 0, Double.NaN)),
            new Seen(EDGE, Observation.failedProbe(START.plusSeconds(2))),
            new Seen(EDGE, Observation.failedProbe(START.plusSeconds(86_400))));
    await(store.add(seen, HALF_LIFE));
    LocalDate day = LocalDate.ofInstant(START, ZoneOffset.UTC);

    await(upkeep.rollUp(day, List.of(EDGE)));
    await(upkeep.rollUp(day, List.of(EDGE)));

    Row row =
        one(
            "SELECT samples, failures, avg_latency_ms FROM edge_performance_daily WHERE edge_id=$1");
    assertEquals(3, row.getLong(0));
    assertEquals(1, row.getLong(1));
    assertEquals(20, row.getDouble(2), 1e-9);
    await(upkeep.prune(START.plusSeconds(2), 5_000));
    assertEquals(2, one("SELECT count(*) FROM edge_metrics WHERE edge_id = $1").getLong(0));
  }

  @Test
  void views_ofAnEdge_tellWhatWasMeasured() {
    await(
        store.add(
            List.of(
                new Seen(EDGE, Observation.probe(clock.instant(), 10, 0, Double.NaN)),
                new Seen(EDGE, Observation.failedProbe(clock.instant()))),
            HALF_LIFE));

    Row row =
        one("SELECT success_rate, p50_latency_ms FROM edge_performance_24h WHERE edge_id = $1");
    assertEquals(0.5, row.getDouble(0));
    assertEquals(10, row.getDouble(1));
    assertEquals(0, one("SELECT count(*) FROM top_edges WHERE edge_id = $1").getLong(0));
  }

  @Test
  void turn_takenByOne_isNobodyElses() {
    String work = "test-" + UUID.randomUUID();

    assertTrue(await(turns.take(work, Duration.ofSeconds(30))));
    assertEquals(false, await(turns.take(work, Duration.ofSeconds(30))));
    assertTrue(await(turns.keep(work, Duration.ofMillis(1))));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!await(turns.take(work, Duration.ofSeconds(30)))) {
      assertTrue(System.nanoTime() < deadline, "the turn did not end");
    }
  }

  private static Observation observation(Random random) {
    Instant at = START.plusSeconds(random.nextInt(3_600));
    return switch (random.nextInt(4)) {
      case 0 -> Observation.failedProbe(at);
      case 1 -> Observation.probe(at, 1 + random.nextInt(99), 50, random.nextDouble());
      case 2 -> Observation.upload(at, true, 1 + random.nextInt(1 << 30), 3, null);
      default ->
          Observation.client(
              at, random.nextBoolean(), 1 + random.nextInt(99), Double.NaN, 7, UUID.randomUUID());
    };
  }

  private static void assertSame(EdgeState expected, EdgeState found) {
    assertEquals(expected.at(), found.at());
    assertEquals(expected.samples(), found.samples());
    assertEquals(expected.failuresInARow(), found.failuresInARow());
    assertSame(expected.latency(), found.latency());
    assertSame(expected.excess(), found.excess());
    assertSame(expected.bandwidth(), found.bandwidth());
    assertSame(expected.success(), found.success());
    assertSame(expected.load(), found.load());
    assertEquals(expected.megabits(), found.megabits(), expected.megabits() * 1e-9);
  }

  private static void assertSame(Estimate expected, Estimate found) {
    assertEquals(expected.weight(), found.weight(), 1e-9);
    assertEquals(expected.total(), found.total(), Math.abs(expected.total()) * 1e-9);
  }

  private Listed listed() {
    return await(store.all()).stream()
        .filter(one -> one.edge().id().equals(EDGE))
        .findFirst()
        .orElseThrow();
  }

  private Row one(String sql) {
    return run(sql, sql.contains("$1") ? Tuple.of(EDGE) : Tuple.tuple()).get(0);
  }

  private List<Row> run(String sql, Tuple values) {
    List<Row> rows = new ArrayList<>();
    await(pool.preparedQuery(sql).execute(values)).forEach(rows::add);
    return rows;
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
