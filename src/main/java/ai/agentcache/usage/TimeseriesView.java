package ai.agentcache.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/stats/timeseries}.
 *
 * @param namespace the namespace that was asked for, {@code *} for all
 * @param bucketSeconds length of one bucket
 * @param buckets all buckets of the period, oldest first, also those without usage
 * @param degraded true when Redis is away and this is one replica's memory; else absent
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(requiredProperties = {"period", "namespace", "timestamp", "bucket_seconds", "buckets"})
record TimeseriesView(
    String period,
    String namespace,
    String timestamp,
    long bucketSeconds,
    List<BucketView> buckets,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean degraded) {}
