package ai.agentcache.gateway.guard;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a provider's breaker, on one of the replicas.
 *
 * @param at when
 * @param state {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}
 * @param reason why, for people
 */
@Schema(
    name = "BreakerEvent",
    requiredProperties = {"at", "state", "reason"})
public record BreakerChange(Instant at, String state, String reason) {}
