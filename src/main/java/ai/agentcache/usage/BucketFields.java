package ai.agentcache.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How a bucket is written as the fields of a hash; see {@code usage-flush.lua}. */
final class BucketFields {

  /** Holds how many combinations of dimensions the hash has. */
  static final String SIZE = "#";

  private static final char SEPARATOR = '\u001f';
  private static final char LATENCY_BUCKET = 'b';

  private final String tenant;
  private final Map<String, Totals> byPrefix = new HashMap<>();

  BucketFields(String tenant) {
    this.tenant = tenant;
  }

  /** The dimensions, without the tenant: that is in the key. */
  static String prefix(Dimensions d) {
    return d.namespace()
        + SEPARATOR
        + d.provider()
        + SEPARATOR
        + d.model()
        + SEPARATOR
        + d.agentType();
  }

  /** Tells what is to be added, the events first. */
  static void each(Totals totals, BiConsumer<String, Long> field) {
    for (Metric metric : Metric.ALL) {
      long sum = totals.get(metric);
      if (sum != 0) {
        field.accept(metric.code(), sum);
      }
    }
    totals
        .latencies()
        .forEach((bucket, times) -> field.accept("" + LATENCY_BUCKET + bucket, times));
  }

  /** Reads one field; what is not ours is ignored. */
  void read(String field, long value) {
    int end = field.lastIndexOf(SEPARATOR);
    if (end < 0) {
      return;
    }
    Totals totals = byPrefix.computeIfAbsent(field.substring(0, end), p -> new Totals());
    String code = field.substring(end + 1);
    Metric metric = Metric.of(code);
    if (metric != null) {
      totals.add(metric, value);
    } else if (code.length() > 1 && code.charAt(0) == LATENCY_BUCKET) {
      totals.latencies().add(Integer.parseInt(code, 1, code.length(), 10), value);
    }
  }

  /** Everything read so far. */
  Map<Dimensions, Totals> rows() {
    Map<Dimensions, Totals> rows = new HashMap<>();
    byPrefix.forEach(
        (prefix, totals) -> {
          Dimensions dimensions = dimensions(prefix);
          if (dimensions != null) {
            rows.put(dimensions, totals);
          }
        });
    return rows;
  }

  private @Nullable Dimensions dimensions(String prefix) {
    String[] parts = prefix.split(String.valueOf(SEPARATOR), -1);
    return parts.length == 4
        ? new Dimensions(tenant, parts[0], parts[1], parts[2], parts[3])
        : null;
  }
}
