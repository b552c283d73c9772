package ai.agentcache.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Adds up buckets, of any number of replicas and tenants, that pass a filter. */
final class Statistics {

  /** Asks for all namespaces; no namespace can be called so. */
  static final String ALL = "*";

  private final Collection<Bucket> buckets;
  private final Predicate<Dimensions> filter;

  private Statistics(Collection<Bucket> buckets, Predicate<Dimensions> filter) {
    this.buckets = buckets;
    this.filter = filter;
  }

  /**
   * @param namespace counts only this namespace; {@link #ALL} for all
   */
  static Statistics of(Collection<Bucket> buckets, String namespace) {
    boolean all = namespace.equals(ALL);
    return new Statistics(buckets, d -> all || d.namespace().equals(namespace));
  }

  Totals total() {
    Totals sum = new Totals();
    each((dimensions, totals) -> sum.merge(totals));
    return sum;
  }

  /** Sums by a part of the dimensions, those with most requests first. */
  List<GroupView> by(Function<Dimensions, String> part) {
    return sums(part).entrySet().stream()
        .map(group -> new GroupView(group.getKey(), MetricsView.of(group.getValue())))
        .sorted(
            Comparator.comparingLong((GroupView g) -> -g.metrics().totalRequests())
                .thenComparing(GroupView::name))
        .toList();
  }

  /** Sums by a part of the dimensions. */
  Map<String, Totals> sums(Function<Dimensions, String> part) {
    Map<String, Totals> groups = new HashMap<>();
    each((d, totals) -> groups.computeIfAbsent(part.apply(d), g -> new Totals()).merge(totals));
    return groups;
  }

  private void each(BiConsumer<Dimensions, Totals> action) {
    for (Bucket bucket : buckets) {
      bucket
          .rows()
          .forEach(
              (dimensions, totals) -> {
                if (filter.test(dimensions)) {
                  action.accept(dimensions, totals);
                }
              });
    }
  }
}
