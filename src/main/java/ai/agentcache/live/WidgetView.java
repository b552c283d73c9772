package ai.agentcache.live;

import ai.agentcache.usage.MetricsView;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a widget token sees.
 *
 * @param period {@code 24h}
 * @param namespace of which namespace, null for all
 * @param metrics the figures
 * @param transfers of the token's user, those under way; none without a user
 * @param timestamp now
 * @param expiresAt when the token ends
 */
@Schema(
    name = "Widget",
    requiredProperties = {"period", "metrics", "transfers", "timestamp", "expiresAt"})
public record WidgetView(
    String period,
    @Nullable String namespace,
    Metrics metrics,
    List<Transfer> transfers,
    @Schema(format = "date-time") String timestamp,
    @Schema(format = "date-time") String expiresAt) {

  /** The figures as {@code GET /api/stats} has them; not what was spent. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @Schema(
      name = "WidgetMetrics",
      requiredProperties = {
        "total_requests",
        "hit_rate",
        "tokens_saved",
        "cost_saved",
        "p50_latency_ms",
        "p95_latency_ms"
      })
  public record Metrics(
      long totalRequests,
      BigDecimal hitRate,
      long tokensSaved,
      String costSaved,
      BigDecimal p50LatencyMs,
      BigDecimal p95LatencyMs) {

    static Metrics of(MetricsView all) {
      return new Metrics(
          all.totalRequests(),
          all.hitRate(),
          all.tokensSaved(),
          all.costSaved(),
          all.p50LatencyMs(),
          all.p95LatencyMs());
    }
  }

  /**
   * An upload under way.
   *
   * @param fileName the user's name for the file
   * @param state {@code uploading} or {@code paused}
   * @param percentage of the bytes
   * @param rateMbps megabits a second; null when unknown
   * @param etaSeconds seconds until it is over; null when unknown
   */
  @Schema(
      name = "WidgetTransfer",
      requiredProperties = {"fileName", "state", "percentage"})
  public record Transfer(
      String fileName,
      String state,
      double percentage,
      @Nullable Double rateMbps,
      @Nullable Long etaSeconds) {}
}
