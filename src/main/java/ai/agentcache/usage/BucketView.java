package ai.agentcache.usage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The usage of one stretch of time.
 *
 * @param start where it begins, ISO-8601 UTC
 * @param metrics its figures, beside the start
 */
@Schema(requiredProperties = "start", allOf = MetricsView.class)
record BucketView(String start, @JsonUnwrapped @Schema(hidden = true) MetricsView metrics) {}
