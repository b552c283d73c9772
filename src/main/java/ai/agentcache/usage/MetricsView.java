package ai.agentcache.usage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What clients see of a sum of usage. Latencies are those of hits and misses together, in
 * milliseconds, percentiles to 3.2 %; {@code hitRate} is 100 · hits / requests; {@code
 * avgFirstTokenMs} is what providers took from a call to the first event of a streamed answer.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
    requiredProperties = {
      "total_requests",
      "cache_hits",
      "cache_misses",
      "hit_rate",
      "tokens_saved",
      "cost_saved",
      "avg_latency_ms",
      "p50_latency_ms",
      "p95_latency_ms",
      "p99_latency_ms",
      "avg_first_token_ms",
      "spend"
    })
public record MetricsView(
    long totalRequests,
    long cacheHits,
    long cacheMisses,
    BigDecimal hitRate,
    long tokensSaved,
    String costSaved,
    BigDecimal avgLatencyMs,
    BigDecimal p50LatencyMs,
    BigDecimal p95LatencyMs,
    BigDecimal p99LatencyMs,
    BigDecimal avgFirstTokenMs,
    SpendView spend) {

  static MetricsView of(Totals totals) {
    long requests = totals.requests();
    LatencyHistogram latencies = totals.latencies();
    return new MetricsView(
        requests,
        totals.get(Metric.HITS),
        totals.get(Metric.MISSES),
        Figures.percent(totals.get(Metric.HITS), requests),
        totals.get(Metric.TOKENS_SAVED),
        Money.format(totals.get(Metric.COST_SAVED)),
        Figures.averageMillis(totals.get(Metric.LATENCY), requests),
        Figures.millis(latencies.percentile(0.50)),
        Figures.millis(latencies.percentile(0.95)),
        Figures.millis(latencies.percentile(0.99)),
        Figures.averageMillis(totals.get(Metric.FIRST_TOKEN), totals.get(Metric.STREAMS)),
        SpendView.of(totals));
  }
}
