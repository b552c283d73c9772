package ai.agentcache.usage;

import java.util.List;

/**
 * What one flush of one tenant brings to Redis. It never changes, so that sending it again after a
 * timeout is safe: Redis takes each number of a replica once.
 *
 * @param tenant the tenant
 * @param number counts up from 1 for each tenant of a replica
 * @param rows what to add
 */
record Batch(String tenant, long number, List<UsageRow> rows) {}
