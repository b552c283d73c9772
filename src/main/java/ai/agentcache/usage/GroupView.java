package ai.agentcache.usage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The usage of one group.
 *
 * @param name of the group; {@code -} where nothing was told
 * @param metrics its figures, beside the name
 */
@Schema(requiredProperties = "name", allOf = MetricsView.class)
record GroupView(String name, @JsonUnwrapped @Schema(hidden = true) MetricsView metrics) {}
