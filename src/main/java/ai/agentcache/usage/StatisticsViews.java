package ai.agentcache.usage;

import ai.agentcache.access.Budget;
import ai.agentcache.access.Quota;
import ai.agentcache.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what is known of usage into what clients see. */
final class StatisticsViews {

  private final Clock clock;

  StatisticsViews(Clock clock) {
    this.clock = clock;
  }

  StatsView stats(StatsQuery query, History history, Quota quota, Budget budget) {
    Statistics statistics = Statistics.of(history.buckets(), query.namespace());
    Totals total = statistics.total();
    return new StatsView(
        query.period().label(),
        query.namespace(),
        timestamp(),
        MetricsView.of(total),
        QuotaView.of(quota, budget),
        PerformanceView.of(total, query.period()),
        groups(query, statistics),
        degraded(history.degraded()));
  }

  TimeseriesView timeseries(StatsQuery query, Collection<History> histories) {
    Map<Long, List<Bucket>> byStart =
        histories.stream()
            .flatMap(history -> history.buckets().stream())
            .collect(Collectors.groupingBy(Bucket::start));
    List<BucketView> buckets =
        query.period().buckets(query.end(clock.epochSeconds())).stream()
            .map(start -> bucket(start, byStart.getOrDefault(start, List.of()), query.namespace()))
            .toList();
    return new TimeseriesView(
        query.period().label(),
        query.namespace(),
        timestamp(),
        query.period().width(),
        buckets,
        degraded(histories.stream().anyMatch(History::degraded)));
  }

  AdminStatsView admin(StatsQuery query, Map<String, History> tenants) {
    List<Bucket> all = tenants.values().stream().flatMap(h -> h.buckets().stream()).toList();
    Statistics statistics = Statistics.of(all, query.namespace());
    Totals total = statistics.total();
    return new AdminStatsView(
        query.period().label(),
        timestamp(),
        MetricsView.of(total),
        PerformanceView.of(total, query.period()),
        statistics.by(Dimensions::tenant),
        groups(query, statistics),
        degraded(tenants.values().stream().anyMatch(History::degraded)));
  }

  private static List<GroupView> groups(StatsQuery query, Statistics statistics) {
    return query.groupBy().map(group -> statistics.by(group::of)).orElse(List.of());
  }

  private static BucketView bucket(long start, List<Bucket> known, String namespace) {
    return new BucketView(
        Instant.ofEpochSecond(start).toString(),
        MetricsView.of(Statistics.of(known, namespace).total()));
  }

  private static @Nullable Boolean degraded(boolean degraded) {
    return degraded ? true : null;
  }

  private String timestamp() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
