package ai.agentcache.usage;

import ai.agentcache.access.Budget;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What providers charged: real money, apart from what the cache has saved.
 *
 * @param usd dollars by the price table, to the millionth
 * @param inputTokens tokens of prompts, cached ones included
 * @param outputTokens tokens of answers, also of those that broke off
 * @param upstreamCalls calls to providers, failed ones included
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
    name = "Spend",
    requiredProperties = {"usd", "input_tokens", "output_tokens", "upstream_calls"})
public record SpendView(BigDecimal usd, long inputTokens, long outputTokens, long upstreamCalls) {

  static SpendView of(Totals totals) {
    return new SpendView(
        Budget.dollars(totals.get(Metric.SPENT)),
        totals.get(Metric.SPENT_INPUT),
        totals.get(Metric.SPENT_OUTPUT),
        totals.get(Metric.UPSTREAM_CALLS));
  }
}
