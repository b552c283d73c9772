package ai.agentcache.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param at when
 * @param actor the public id of the key that acted
 * @param action what happened, such as {@code key.revoked}
 * @param tenant whose key it is about, if known
 * @param keyId the public id of the key it is about
 * @param requestId the request in which it happened, if it was one
 * @param details more, as a JSON object
 */
record AuditEvent(
    Instant at,
    String actor,
    String action,
    @Nullable String tenant,
    @Nullable String keyId,
    @Nullable String requestId,
    String details) {}
