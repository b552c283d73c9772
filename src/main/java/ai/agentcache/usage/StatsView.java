package ai.agentcache.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/stats}.
 *
 * @param namespace the namespace that was asked for, {@code *} for all
 * @param degraded true when Redis is away and this is one replica's memory; else absent
 */
@Schema(
    requiredProperties = {
      "period",
      "namespace",
      "timestamp",
      "metrics",
      "quota",
      "performance",
      "groups"
    })
record StatsView(
    String period,
    String namespace,
    String timestamp,
    MetricsView metrics,
    QuotaView quota,
    PerformanceView performance,
    List<GroupView> groups,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean degraded) {}
