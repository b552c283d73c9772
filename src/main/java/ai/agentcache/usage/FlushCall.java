package ai.agentcache.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch as the keys and arguments of {@code usage-flush.lua}.
 *
 * @param keys the keys
 * @param args the other arguments
 */
record FlushCall(List<String> keys, List<String> args) {

  /** How long Redis remembers a replica's last number: longer than any attempt to repeat it. */
  private static final long REMEMBERED_SECONDS = 7 * 86_400L;

  static FlushCall of(Batch batch, String replica, int maxDimensions) {
    Buckets buckets = new Buckets(batch.tenant(), UsageKeys.replica(batch.tenant(), replica));
    List<String> rows = new ArrayList<>();
    batch.rows().forEach(row -> write(row, buckets, rows));
    List<String> args = new ArrayList<>();
    args.add(Long.toString(batch.number()));
    args.add(Long.toString(REMEMBERED_SECONDS));
    args.add(Integer.toString(maxDimensions));
    args.addAll(buckets.expiries);
    args.addAll(rows);
    return new FlushCall(buckets.keys, args);
  }

  private static void write(UsageRow row, Buckets buckets, List<String> out) {
    Period[] periods = Period.values();
    out.add(Integer.toString(periods.length));
    for (Period period : periods) {
      out.add(Integer.toString(buckets.index(period, row.time())));
    }
    out.add(BucketFields.prefix(row.dimensions()));
    int count = out.size();
    BucketFields.each(
        row.totals(),
        (field, amount) -> {
          out.add(field);
          out.add(Long.toString(amount));
        });
    out.add(count, Integer.toString((out.size() - count) / 2));
  }

  /** The keys in use, each with its place among them as Lua counts. */
  private static final class Buckets {
    final List<String> keys = new ArrayList<>();
    final List<String> expiries = new ArrayList<>();
    private final String tenant;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    Buckets(String tenant, String replicaKey) {
      this.tenant = tenant;
      keys.add(replicaKey);
    }

    int index(Period period, long time) {
      long start = period.bucketOf(time);
      String key = UsageKeys.bucket(tenant, period, start);
      return places.computeIfAbsent(key, k -> add(k, period.expiry(start)));
    }

    private int add(String key, long expiry) {
      keys.add(key);
      expiries.add(Long.toString(expiry));
      return keys.size();
    }
  }
}
