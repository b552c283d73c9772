package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.ManualClock;
import ai.agentcache.usage.UsageRedis.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static UsageRedis redis;

  /** Begins now, because Redis forgets buckets by its own clock. */
  private final ManualClock clock = new ManualClock(Instant.now());

  private final long now = clock.epochSeconds();
  private Replica replica;

  @BeforeAll
  static void start() throws IOException {
    redis = new UsageRedis();
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  @BeforeEach
  void empty() {
    replica = redis.replica(clock, Map.of("max-dimensions", "20"));
    await(replica.gateway().send(Request.cmd(Command.FLUSHALL)));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  private static UsageRow row(long time, String namespace, String model, long hits) {
    return new UsageRow(
        Period.HOUR.bucketOf(time), Samples.dimensions(namespace, model), Samples.hits(hits));
  }

  private static Batch batch(long number, UsageRow... rows) {
    return new Batch(Samples.TENANT, number, List.of(rows));
  }

  private Totals read(Replica from, Period period) {
    return Statistics.of(await(from.store().buckets(Samples.TENANT, period, now)), "*").total();
  }

  private long hits(Period period) {
    return read(replica, period).get(Metric.HITS);
  }

  private long ask(Request request) {
    Response reply = await(replica.gateway().send(request));
    return Objects.requireNonNull(reply).toLong();
  }

  @Test
  void add_aRow_isReadBackWhole() {
    await(replica.store().add(batch(1, row(now, "a", "gpt-4o", 7))));
    for (Period period : Period.values()) {
      Totals read = read(replica, period);
      Totals expected = Samples.hits(7);
      Metric.ALL.forEach(metric -> assertEquals(expected.get(metric), read.get(metric)));
      assertEquals(7, read.latencies().count());
      assertEquals(expected.latencies().percentile(0.95), read.latencies().percentile(0.95));
    }
  }

  @Test
  void add_theSameBatchAgain_countsOnce() {
    Batch batch = batch(1, row(now, "a", "gpt-4o", 7));
    await(replica.store().add(batch));
    await(replica.store().add(batch));
    await(replica.store().add(batch(2, row(now, "a", "gpt-4o", 1))));
    await(replica.store().add(batch));
    assertEquals(8, hits(Period.HOUR));
  }

  @Test
  void add_byTwoReplicas_addsUp() {
    Replica other = redis.replica(clock, Map.of());
    await(replica.store().add(batch(1, row(now, "a", "gpt-4o", 7))));
    await(other.store().add(batch(1, row(now, "a", "gpt-4o", 5))));
    assertEquals(12, hits(Period.DAY));
    assertEquals(12, read(other, Period.DAY).get(Metric.HITS));
  }

  @Test
  void buckets_ofEveryPeriod_haveWhatHappenedInIt() {
    Map<Period, Long> expected = new EnumMap<>(Period.class);
    List<Duration> ages =
        List.of(
            Duration.ofMinutes(59),
            Duration.ofMinutes(61),
            Duration.ofHours(23).plusMinutes(40),
            Duration.ofHours(25),
            Duration.ofHours(166),
            Duration.ofHours(170),
            Duration.ofDays(29),
            Duration.ofDays(31));
    List<UsageRow> rows = new ArrayList<>();
    for (int i = 0; i < ages.size(); i++) {
      rows.add(row(now - ages.get(i).toSeconds(), "a", "gpt-4o", 1L << i));
    }
    await(replica.store().add(new Batch(Samples.TENANT, 1, rows)));
    expected.put(Period.HOUR, 0b1L);
    expected.put(Period.DAY, 0b111L);
    expected.put(Period.WEEK, 0b11111L);
    expected.put(Period.MONTH, 0b1111111L);
    expected.forEach((period, sum) -> assertEquals(sum, hits(period), period.label()));
  }

  @Test
  void add_setsExpiriesOfEveryKey() {
    await(replica.store().add(batch(1, row(now, "a", "gpt-4o", 1))));
    for (Period period : Period.values()) {
      long start = period.bucketOf(now);
      String key = UsageKeys.bucket(Samples.TENANT, period, start);
      long left = ask(Request.cmd(Command.TTL).arg(key));
      assertTrue(Math.abs(period.expiry(start) - now - left) <= 3, key);
    }
    Response keys =
        Objects.requireNonNull(
            await(replica.gateway().send(Request.cmd(Command.KEYS).arg("agentcache:usage:{*"))));
    for (Response key : keys) {
      assertTrue(ask(Request.cmd(Command.TTL).arg(key.toString())) > 0, key.toString());
    }
  }

  @Test
  void add_rowsTooOldToKeep_leavesNothing() {
    await(replica.store().add(batch(1, row(now - 70 * 86_400L, "a", "gpt-4o", 1))));
    for (Period period : Period.values()) {
      String key = UsageKeys.bucket(Samples.TENANT, period, period.bucketOf(now - 70 * 86_400L));
      assertEquals(0, ask(Request.cmd(Command.EXISTS).arg(key)));
    }
  }

  @Test
  void add_moreCombinationsThanTheLimit_countsTheRestTogether() {
    long number = 0;
    for (int i = 0; i < 100; i++) {
      await(replica.store().add(batch(++number, row(now, "n" + i % 60, "m" + i, 1))));
    }
    await(replica.store().add(batch(++number, row(now, "n3", "m3", 1))));
    List<Bucket> buckets = await(replica.store().buckets(Samples.TENANT, Period.DAY, now));
    Map<Dimensions, Totals> rows = buckets.get(buckets.size() - 1).rows();
    assertTrue(rows.size() <= 41, rows.size() + " rows");
    assertEquals(101, hits(Period.DAY));
    assertEquals(
        2, Objects.requireNonNull(rows.get(Samples.dimensions("n3", "m3"))).get(Metric.HITS));
    assertTrue(rows.keySet().stream().anyMatch(d -> d.namespace().equals("~other")));
  }

  @Test
  void buckets_thatAreOver_areReadFromMemoryAndStillShowLateCounts() {
    await(replica.store().add(batch(1, row(now - 600, "a", "gpt-4o", 3))));
    assertEquals(3, hits(Period.HOUR));
    assertFalse(replica.store().cached(Samples.TENANT, Period.HOUR, now).isEmpty());
    await(replica.gateway().send(Request.cmd(Command.FLUSHALL)));
    assertEquals(3, hits(Period.HOUR));
    await(replica.store().add(batch(2, row(now - 600, "a", "gpt-4o", 4))));
    assertEquals(4, hits(Period.HOUR));
  }

  @Test
  void tenants_areThoseWithUsage() {
    await(replica.store().add(batch(1, row(now, "a", "gpt-4o", 1))));
    await(replica.store().add(new Batch("zeta", 1, List.of(row(now, "a", "gpt-4o", 1)))));
    assertEquals(List.of("acme", "zeta"), await(replica.store().tenants(now - 3_600)));
    assertEquals(List.of(), await(replica.store().tenants(now + 3_600)));
  }

  @Test
  void history_ofThePeriodBefore_hasWhatHappenedInItAndNothingElse() {
    long end = Period.DAY.endOfPrevious(now);
    long begin = Period.DAY.begin(end);
    await(
        replica
            .store()
            .add(
                batch(
                    1,
                    row(begin - 60, "a", "gpt-4o", 1),
                    row(begin, "a", "gpt-4o", 2),
                    row(end, "a", "gpt-4o", 4),
                    row(end + 1, "a", "gpt-4o", 8))));
    for (int reading = 0; reading < 2; reading++) {
      History history = await(replica.history().of(Samples.TENANT, Period.DAY, end));
      assertEquals(6, Statistics.of(history.buckets(), "*").total().get(Metric.HITS));
      assertEquals(8, hits(Period.DAY));
    }
    await(replica.store().add(batch(2, row(end, "a", "gpt-4o", 16))));
    Map<String, History> all = await(replica.history().ofAll(Period.DAY, end));
    List<Bucket> buckets = all.getOrDefault(Samples.TENANT, new History(List.of(), true)).buckets();
    assertEquals(22, Statistics.of(buckets, "*").total().get(Metric.HITS));
  }

  @Test
  void history_afterEvents_countsThemAllAtOnce() {
    for (int i = 0; i < 1_000; i++) {
      replica.recorder().hit(Samples.dimensions("a", "gpt-4o"), 1_000_000, 10, 1_000);
    }
    History history = await(replica.history().of(Samples.TENANT, Period.DAY));
    assertFalse(history.degraded());
    assertEquals(1_000, Statistics.of(history.buckets(), "a").total().get(Metric.HITS));
    Map<String, History> all = await(replica.history().ofAll(Period.DAY, now));
    assertEquals(List.of(Samples.TENANT), List.copyOf(all.keySet()));
  }

  @Test
  void history_whileRedisIsAway_isThisReplicasMemoryAndNothingIsLostOrDoubled() throws Exception {
    Counters counters = replica.recorder().handle(Samples.dimensions("a", "gpt-4o"));
    long sent = 0;
    for (int outage = 0; outage < 2; outage++) {
      for (int i = 0; i < 500; i++) {
        counters.hit(1_000_000, 10, 1_000);
        sent++;
        replica.flusher().flushAll().subscribe().with(done -> {}, failure -> {});
        if (i == 250) {
          redis.end();
        }
      }
      History history = await(replica.history().of(Samples.TENANT, Period.HOUR));
      assertTrue(history.degraded());
      assertTrue(Statistics.of(history.buckets(), "*").total().get(Metric.HITS) >= 200);
      assertThrows(
          UnavailableException.class,
          () -> await(replica.store().buckets(Samples.TENANT, Period.MONTH, now)));
      redis.comeBack();
      UsageRedis.until(replica.gateway()::reachable);
    }
    UsageRedis.until(() -> !await(replica.history().of(Samples.TENANT, Period.HOUR)).degraded());
    assertEquals(sent, hits(Period.HOUR));
    assertEquals(sent, hits(Period.MONTH));
    assertEquals(sent, read(replica, Period.WEEK).latencies().count());
  }

  @Test
  void history_ofAHundredThousandEvents_isExactAndQuick() {
    long latency = 0;
    for (int i = 0; i < 100_000; i++) {
      Dimensions dimensions = Samples.dimensions("n" + i % 3, "m" + i % 5);
      if (i % 5 == 0) {
        replica.recorder().miss(dimensions, 1_000_000 + i);
      } else {
        replica.recorder().hit(dimensions, 1_000_000 + i, 100, 1_000_000);
      }
      latency += 1_000_000 + i;
      if (i % 1_000 == 0) {
        await(replica.flusher().flushAll());
      }
    }
    Totals total =
        Statistics.of(await(replica.history().of(Samples.TENANT, Period.DAY)).buckets(), "*")
            .total();
    assertEquals(80_000, total.get(Metric.HITS));
    assertEquals(20_000, total.get(Metric.MISSES));
    assertEquals(8_000_000, total.get(Metric.TOKENS_SAVED));
    assertEquals(80_000_000_000L, total.get(Metric.COST_SAVED));
    assertEquals(latency, total.get(Metric.LATENCY));
    assertEquals(100_000, total.latencies().count());
    long p95 = p95OfReading();
    System.out.printf("usage history of 24h: p95 %.2f ms%n", p95 / 1e6);
    assertTrue(p95 < 50_000_000, "p95 " + p95 + " ns");
  }

  private long p95OfReading() {
    long[] took = new long[200];
    for (int i = 0; i < took.length; i++) {
      replica.recorder().miss(Samples.dimensions("n0", "m0"), 1);
      long begin = System.nanoTime();
      History history = await(replica.history().of(Samples.TENANT, Period.DAY));
      MetricsView.of(Statistics.of(history.buckets(), "*").total());
      took[i] = System.nanoTime() - begin;
    }
    Arrays.sort(took);
    return took[took.length * 95 / 100];
  }
}
