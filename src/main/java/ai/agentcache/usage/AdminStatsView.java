package ai.agentcache.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/admin-stats}.
 *
 * @param metrics all tenants together
 * @param tenants each tenant with usage in the period, busiest first
 * @param groups all tenants together, by what was asked for
 * @param degraded true when Redis is away and this is one replica's memory; else absent
 */
@Schema(requiredProperties = {"period", "timestamp", "metrics", "performance", "tenants", "groups"})
record AdminStatsView(
    String period,
    String timestamp,
    MetricsView metrics,
    PerformanceView performance,
    List<GroupView> tenants,
    List<GroupView> groups,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean degraded) {}
