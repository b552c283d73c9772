package ai.agentcache.usage;

import ai.agentcache.access.Budget;
import ai.agentcache.access.Quota;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The monthly quota and budget of the caller's key; all figures of the quota but the use are 0 when
 * there is no quota.
 *
 * @param monthlyBudgetUsd dollars that providers may charge a month, null for any amount
 * @param monthlySpentUsd dollars that they have charged this month (UTC) on behalf of the key
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
    requiredProperties = {
      "monthly_limit",
      "monthly_used",
      "monthly_remaining",
      "usage_percent",
      "monthly_budget_usd",
      "monthly_spent_usd"
    })
record QuotaView(
    long monthlyLimit,
    long monthlyUsed,
    long monthlyRemaining,
    BigDecimal usagePercent,
    @Schema(nullable = true) @Nullable BigDecimal monthlyBudgetUsd,
    BigDecimal monthlySpentUsd) {

  static QuotaView of(Quota quota, Budget budget) {
    return new QuotaView(
        quota.limit(),
        quota.used(),
        Math.max(0, quota.limit() - quota.used()),
        Figures.percent(quota.used(), quota.limit()),
        budget.limitNanos() == 0 ? null : Budget.dollars(budget.limitNanos()),
        Budget.dollars(budget.spentNanos()));
  }
}
