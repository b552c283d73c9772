package ai.agentcache.usage;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** A tenant's figures of late, for those who show them. */
@Singleton
public final class TenantFigures {

  private final UsageHistory history;

  TenantFigures(UsageHistory history) {
    this.history = history;
  }

  /** Of the last hour. */
  public Uni<MetricsView> lastHour(String tenant) {
    return of(tenant, Period.HOUR, Statistics.ALL);
  }

  /** Of the last day, of one namespace, or of all for null. */
  public Uni<MetricsView> lastDay(String tenant, @Nullable String namespace) {
    return of(tenant, Period.DAY, namespace == null ? Statistics.ALL : namespace);
  }

  private Uni<MetricsView> of(String tenant, Period period, String namespace) {
    return history
        .of(tenant, period)
        .map(known -> MetricsView.of(Statistics.of(known.buckets(), namespace).total()));
  }
}
