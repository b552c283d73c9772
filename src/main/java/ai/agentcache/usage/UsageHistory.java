package ai.agentcache.usage;

import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads usage. Whatever this replica has counted so far is written first, so that a caller sees its
 * own requests; while Redis is away the answer is what this replica remembers.
 */
@Singleton
final class UsageHistory {

  private static final int TENANTS_AT_ONCE = 4;

  private final UsageFlusher flusher;
  private final UsageStore store;
  private final Clock clock;

  UsageHistory(UsageFlusher flusher, UsageStore store, Clock clock) {
    this.flusher = flusher;
    this.store = store;
    this.clock = clock;
  }

  /** One tenant's usage in the period that ends now. */
  Uni<History> of(String tenant, Period period) {
    return of(tenant, period, clock.epochSeconds());
  }

  /** One tenant's usage in the period that ends at a moment, epoch seconds. */
  Uni<History> of(String tenant, Period period, long end) {
    return flusher
        .flush(tenant)
        .chain(() -> store.buckets(tenant, period, end))
        .map(buckets -> new History(buckets, false))
        .onFailure(UnavailableException.class)
        .recoverWithItem(() -> new History(remembered(tenant, period, end), true));
  }

  /** Every tenant's usage in the period that ends at a moment, epoch seconds. */
  Uni<Map<String, History>> ofAll(Period period, long end) {
    return flusher
        .flushAll()
        .chain(() -> store.tenants(period.begin(end)))
        .onFailure()
        .recoverWithItem(List.of())
        .chain(tenants -> ofEach(withPending(tenants), period, end));
  }

  private Uni<Map<String, History>> ofEach(Set<String> tenants, Period period, long end) {
    return Multi.createFrom()
        .iterable(tenants)
        .onItem()
        .transformToUni(
            tenant -> of(tenant, period, end).map(history -> Map.entry(tenant, history)))
        .merge(TENANTS_AT_ONCE)
        .collect()
        .in(
            HashMap<String, History>::new,
            (all, entry) -> all.put(entry.getKey(), entry.getValue()))
        .map(all -> all);
  }

  private Set<String> withPending(Collection<String> tenants) {
    Set<String> all = new HashSet<>(tenants);
    flusher
        .pending()
        .forEach(
            (tenant, outbox) -> {
              if (!outbox.isEmpty()) {
                all.add(tenant);
              }
            });
    return all;
  }

  private List<Bucket> remembered(String tenant, Period period, long end) {
    SortedMap<Long, Bucket> buckets = new TreeMap<>();
    store.cached(tenant, period, end).forEach((start, b) -> buckets.put(start, copy(b)));
    Outbox outbox = flusher.pending().get(tenant);
    List<UsageRow> rows = outbox == null ? List.of() : outbox.rows();
    for (UsageRow row : rows) {
      if (period.covers(row.time(), end)) {
        add(row, period.bucketOf(row.time()), buckets);
      }
    }
    return List.copyOf(buckets.values());
  }

  private static void add(UsageRow row, long start, Map<Long, Bucket> buckets) {
    buckets
        .computeIfAbsent(start, s -> new Bucket(s, new HashMap<>()))
        .rows()
        .computeIfAbsent(row.dimensions(), d -> new Totals())
        .merge(row.totals());
  }

  private static Bucket copy(Bucket bucket) {
    Map<Dimensions, Totals> rows = new HashMap<>();
    bucket.rows().forEach((dimensions, totals) -> rows.put(dimensions, new Totals().merge(totals)));
    return new Bucket(bucket.start(), rows);
  }
}
