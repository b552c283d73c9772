package ai.agentcache.usage;

import java.util.Map;

/**
 * What was counted in one stretch of time.
 *
 * @param start where it begins, epoch seconds
 * @param rows sums by dimensions; not to be changed
 */
record Bucket(long start, Map<Dimensions, Totals> rows) {}
