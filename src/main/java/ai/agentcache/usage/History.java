package ai.agentcache.usage;

import java.util.List;

/**
 * What is known of a tenant's usage in a period.
 *
 * @param buckets buckets of the period, oldest first; those without usage may be missing
 * @param degraded whether only this replica's memory could be asked
 */
record History(List<Bucket> buckets, boolean degraded) {}
