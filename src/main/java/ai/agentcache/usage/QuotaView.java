package ai.agentcache.usage;

import ai.agentcache.access.Quota;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The monthly quota of the caller's key; all figures but the use are 0 when there is no quota. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
    requiredProperties = {"monthly_limit", "monthly_used", "monthly_remaining", "usage_percent"})
record QuotaView(
    long monthlyLimit, long monthlyUsed, long monthlyRemaining, BigDecimal usagePercent) {

  static QuotaView of(Quota quota) {
    return new QuotaView(
        quota.limit(),
        quota.used(),
        Math.max(0, quota.limit() - quota.used()),
        Figures.percent(quota.used(), quota.limit()));
  }
}
