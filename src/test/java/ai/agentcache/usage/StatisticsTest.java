package ai.agentcache.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.access.Budget;
import ai.agentcache.access.Quota;
import ai.agentcache.http.ApiException;
import ai.agentcache.time.ManualClock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ManualClock clock = ManualClock.at("2026-03-14T15:09:26.123456Z");
  private final StatisticsViews views = new StatisticsViews(clock);

  private static Totals sample() {
    Totals totals =
        new Totals()
            .add(Metric.EVENTS, 15_424)
            .add(Metric.HITS, 12_336)
            .add(Metric.MISSES, 3_084)
            .add(Metric.TOKENS_SAVED, 12_336_000)
            .add(Metric.COST_SAVED, 123_360_000_000L)
            .add(Metric.TOKENS_STORED, 3_084_000)
            .add(Metric.COST_STORED, 47_973_333_333L)
            .add(Metric.LATENCY, 15_420L * 4_100_000);
    totals.latencies().add(LatencyBuckets.index(900_000), 15_000);
    totals.latencies().add(LatencyBuckets.index(11_000_000), 420);
    return totals;
  }

  private JsonNode stats(StatsQuery query, History history) throws JsonProcessingException {
    StatsView view =
        views.stats(
            query, history, new Quota(150_000, 45_230), new Budget(5_000_000_000L, 1_250_000_000L));
    return JSON.readTree(JSON.writeValueAsString(view));
  }

  private static Bucket bucket(long start, String namespace, String model, Totals totals) {
    return new Bucket(start, Map.of(Samples.dimensions(namespace, model), totals));
  }

  @Test
  void stats_ofTheExample_hasItsFiguresAndNames() throws JsonProcessingException {
    StatsQuery query = StatsQuery.of(null, "default", null, null);
    JsonNode json =
        stats(query, new History(List.of(bucket(0, "default", "gpt-4o", sample())), false));
    assertEquals("24h", json.get("period").asText());
    assertEquals("default", json.get("namespace").asText());
    assertEquals("2026-03-14T15:09:26.123Z", json.get("timestamp").asText());
    JsonNode metrics = json.get("metrics");
    assertEquals(15_420, metrics.get("total_requests").asLong());
    assertEquals(12_336, metrics.get("cache_hits").asLong());
    assertEquals(3_084, metrics.get("cache_misses").asLong());
    assertEquals(80.0, metrics.get("hit_rate").asDouble());
    assertEquals(12_336_000, metrics.get("tokens_saved").asLong());
    assertEquals("$123.36", metrics.get("cost_saved").asText());
    assertEquals(4.1, metrics.get("avg_latency_ms").asDouble());
    assertEquals(0.9, metrics.get("p50_latency_ms").asDouble(), 0.03);
    assertEquals(0.9, metrics.get("p95_latency_ms").asDouble(), 0.03);
    assertEquals(11.0, metrics.get("p99_latency_ms").asDouble(), 0.35);
    assertEquals(
        "{\"monthly_limit\":150000,\"monthly_used\":45230,\"monthly_remaining\":104770,"
            + "\"usage_percent\":30.153,\"monthly_budget_usd\":5,"
            + "\"monthly_spent_usd\":1.25}",
        json.get("quota").toString());
    assertEquals(
        "{\"requests_per_day\":15420,\"efficiency_score\":80,\"cost_reduction_percent\":72}",
        json.get("performance").toString());
    assertEquals(0, json.get("groups").size());
    assertTrue(json.get("degraded") == null);
  }

  @Test
  void stats_ofNothing_isAllZero() throws JsonProcessingException {
    JsonNode json = stats(StatsQuery.of("1h", null, "model", null), new History(List.of(), true));
    assertEquals(
        "{\"total_requests\":0,\"cache_hits\":0,\"cache_misses\":0,\"hit_rate\":0,"
            + "\"tokens_saved\":0,\"cost_saved\":\"$0.00\",\"avg_latency_ms\":0,"
            + "\"p50_latency_ms\":0,\"p95_latency_ms\":0,\"p99_latency_ms\":0,"
            + "\"avg_first_token_ms\":0,"
            + "\"spend\":{\"usd\":0,\"input_tokens\":0,\"output_tokens\":0,\"upstream_calls\":0}}",
        json.get("metrics").toString());
    assertEquals("*", json.get("namespace").asText());
    assertTrue(json.get("degraded").asBoolean());
  }

  @Test
  void stats_ofOneNamespace_leavesOthersOut() throws JsonProcessingException {
    History history =
        new History(
            List.of(
                bucket(0, "a", "gpt-4o", Samples.hits(5)),
                bucket(60, "b", "gpt-4o", Samples.hits(7))),
            false);
    assertEquals(5, requests(stats(StatsQuery.of("1h", "a", null, null), history)));
    assertEquals(7, requests(stats(StatsQuery.of("1h", "b", null, null), history)));
    assertEquals(12, requests(stats(StatsQuery.of("1h", "*", null, null), history)));
    assertEquals(0, requests(stats(StatsQuery.of("1h", "c", null, null), history)));
  }

  private static long requests(JsonNode json) {
    return json.get("metrics").get("total_requests").asLong();
  }

  @Test
  void stats_grouped_hasTheBusiestFirstAndSumsToTheWhole() throws JsonProcessingException {
    History history =
        new History(
            List.of(
                bucket(0, "a", "gpt-4o", Samples.hits(5)),
                bucket(60, "b", "gpt-4o-mini", Samples.hits(7)),
                bucket(120, "a", "gpt-4o", Samples.hits(4))),
            false);
    JsonNode groups = stats(StatsQuery.of("1h", null, "model", null), history).get("groups");
    assertEquals("gpt-4o", groups.get(0).get("name").asText());
    assertEquals(9, groups.get(0).get("total_requests").asLong());
    assertEquals(7, groups.get(1).get("total_requests").asLong());
    JsonNode byProvider = stats(StatsQuery.of("1h", null, "provider", null), history).get("groups");
    assertEquals(1, byProvider.size());
    assertEquals(16, byProvider.get(0).get("total_requests").asLong());
  }

  @Test
  void timeseries_hasEveryBucketOldestFirst() {
    long start = Period.HOUR.bucketOf(clock.epochSeconds()) - 120;
    TimeseriesView view =
        views.timeseries(
            StatsQuery.of("1h", null, null, null),
            List.of(new History(List.of(bucket(start, "a", "gpt-4o", Samples.hits(3))), false)));
    assertEquals(60, view.buckets().size());
    assertEquals("2026-03-14T15:07:00Z", view.buckets().get(57).start());
    assertEquals(3, view.buckets().get(57).metrics().totalRequests());
    assertEquals(0, view.buckets().get(58).metrics().totalRequests());
  }

  @Test
  void timeseries_ofThePeriodBefore_endsWhereThisOneBeginsAndAddsUpTenants() {
    long start = Instant.parse("2026-03-14T14:09:00Z").getEpochSecond();
    TimeseriesView view =
        views.timeseries(
            StatsQuery.of("1h", null, null, "true"),
            List.of(
                new History(List.of(bucket(start, "a", "gpt-4o", Samples.hits(3))), false),
                new History(List.of(bucket(start, "b", "gpt-4o", Samples.hits(4))), true)));
    assertEquals(60, view.buckets().size());
    assertEquals("2026-03-14T13:10:00Z", view.buckets().get(0).start());
    assertEquals("2026-03-14T14:09:00Z", view.buckets().get(59).start());
    assertEquals(7, view.buckets().get(59).metrics().totalRequests());
    assertEquals(true, view.degraded());
  }

  @Test
  void admin_addsUpTenantsAndListsEach() {
    Dimensions other = new Dimensions("zeta", "default", "openai", "gpt-4o", "-");
    AdminStatsView view =
        views.admin(
            StatsQuery.of("7d", null, "namespace", null),
            Map.of(
                "acme", new History(List.of(bucket(0, "a", "m", Samples.hits(5))), false),
                "zeta",
                    new History(List.of(new Bucket(0, Map.of(other, Samples.hits(6)))), false)));
    assertEquals(11, view.metrics().totalRequests());
    assertEquals(List.of("zeta", "acme"), view.tenants().stream().map(GroupView::name).toList());
    assertEquals(2, view.groups().size());
  }

  @ParameterizedTest
  @CsvSource({
    "2h,,,,period",
    "'',,,,period",
    "24h,a b,,,namespace",
    "24h,'',,,namespace",
    "24h,~other,,,namespace",
    "24h,,tenant,,group_by",
    "24h,,MODEL,,group_by",
    "24h,,,yes,previous",
    "24h,,,'',previous",
  })
  void query_withAWrongParameter_namesIt(
      String period, String namespace, String groupBy, String previous, String named) {
    ApiException e =
        assertThrows(ApiException.class, () -> StatsQuery.of(period, namespace, groupBy, previous));
    assertEquals(400, e.code().status());
    assertTrue(e.details().startsWith("`" + named + "`"), e.details());
  }
}
