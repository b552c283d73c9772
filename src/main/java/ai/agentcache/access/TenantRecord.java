package ai.agentcache.access;

import java.time.Instant;

/**
 * A tenant as an operator sees it.
 *
 * @param tenant its id
 * @param createdAt when its first key was minted
 * @param keys how many of its keys may be used
 */
record TenantRecord(String tenant, Instant createdAt, long keys) {}
