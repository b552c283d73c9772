package ai.agentcache.usage;

import ai.agentcache.access.Budget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What a tenant had of each provider in the last hour, on all replicas. */
@Singleton
public final class ProviderUsage {

  private final UsageHistory history;

  ProviderUsage(UsageHistory history) {
    this.history = history;
  }

  /**
   * The calls to one provider.
   *
   * @param calls how many, failed ones included
   * @param errors those that failed by its fault
   * @param spentUsd dollars that it charged, by the price table
   */
  public record Hour(long calls, long errors, BigDecimal spentUsd) {

    /** No call at all. */
    public static final Hour IDLE = new Hour(0, 0, BigDecimal.ZERO);
  }

  /** By name of the provider; those that were not called may be missing. */
  public Uni<Map<String, Hour>> lastHour(String tenant) {
    return history.of(tenant, Period.HOUR).map(ProviderUsage::byProvider);
  }

  private static Map<String, Hour> byProvider(History known) {
    Map<String, Hour> hours = new HashMap<>();
    Statistics.of(known.buckets(), Statistics.ALL)
        .sums(Dimensions::provider)
        .forEach((provider, totals) -> hours.put(provider, hour(totals)));
    return hours;
  }

  private static Hour hour(Totals totals) {
    return new Hour(
        totals.get(Metric.UPSTREAM_CALLS),
        totals.get(Metric.UPSTREAM_FAILURES),
        Budget.dollars(totals.get(Metric.SPENT)));
  }
}
