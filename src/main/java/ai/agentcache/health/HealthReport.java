package ai.agentcache.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer of {@code GET /api/health}.
 *
 * @param status {@code healthy}, {@code degraded} (works, something behind it does not) or {@code
 *     unhealthy}
 * @param service the name of the service
 * @param version the version of the service
 * @param timestamp now, ISO 8601
 * @param checks each part of the service
 * @param performance measured times
 * @param endpoints where to find what
 */
@Schema(
    requiredProperties = {
      "status",
      "service",
      "version",
      "timestamp",
      "checks",
      "performance",
      "endpoints"
    })
record HealthReport(
    @Schema(enumeration = {"healthy", "degraded", "unhealthy"}) String status,
    String service,
    String version,
    String timestamp,
    Checks checks,
    Performance performance,
    Endpoints endpoints) {

  /** Each part of the service; {@code degraded} when some of the providers fail. */
  @Schema(requiredProperties = {"api", "redis", "postgres", "providers"})
  record Checks(String api, String redis, String postgres, String providers) {}

  /** Measured times, milliseconds. */
  @Schema(requiredProperties = {"api_latency_ms", "redis_latency_ms"})
  record Performance(
      @JsonProperty("api_latency_ms") long apiLatencyMs,
      @JsonProperty("redis_latency_ms") long redisLatencyMs) {}

  /** Where to find what. */
  @Schema(requiredProperties = {"cache", "stats", "health", "admin"})
  record Endpoints(String cache, String stats, String health, String admin) {
    static final Endpoints ALL =
        new Endpoints("/api/cache", "/api/stats", "/api/health", "/api/admin-stats");
  }

  /**
   * @param apiNanos how long this very request has taken so far, nanoseconds
   */
  static HealthReport of(Health health, String version, Instant now, long apiNanos) {
    return new HealthReport(
        health.status().text(),
        "AgentCache",
        version,
        now.toString(),
        checks(health),
        new Performance(millis(apiNanos), millis(health.redisNanos())),
        Endpoints.ALL);
  }

  private static Checks checks(Health health) {
    return new Checks(
        Status.of(health.serving()).text(),
        Status.of(health.redis()).text(),
        Status.of(health.postgres()).text(),
        health.providers().text());
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos + 500_000);
  }
}
