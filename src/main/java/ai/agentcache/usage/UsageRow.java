package ai.agentcache.usage;

/**
 * What was counted in one combination of dimensions around one moment.
 *
 * @param time epoch seconds, on a full minute
 * @param dimensions what it was counted by
 * @param totals the sums; not to be changed
 */
record UsageRow(long time, Dimensions dimensions, Totals totals) {}
