package ai.agentcache.usage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the cache was worth.
 *
 * @param requestsPerDay requests divided by the length of the period in days
 * @param efficiencyScore 100 · tokens saved / (tokens saved + tokens of answers stored): the share
 *     of all tokens that did not have to be produced again
 * @param costReductionPercent 100 · cost saved / (cost saved + cost of answers stored)
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(requiredProperties = {"requests_per_day", "efficiency_score", "cost_reduction_percent"})
record PerformanceView(
    BigDecimal requestsPerDay, BigDecimal efficiencyScore, BigDecimal costReductionPercent) {

  static PerformanceView of(Totals totals, Period period) {
    return new PerformanceView(
        Figures.round(totals.requests() / period.days()),
        saved(totals, Metric.TOKENS_SAVED, Metric.TOKENS_STORED),
        saved(totals, Metric.COST_SAVED, Metric.COST_STORED));
  }

  private static BigDecimal saved(Totals totals, Metric saved, Metric stored) {
    long kept = totals.get(saved);
    return Figures.percent(kept, kept + totals.get(stored));
  }
}
