package ai.agentcache.access;

/**
 * How much of the monthly quota is used.
 *
 * @param limit requests a month, 0 for none
 * @param used requests of this month so far
 */
public record Quota(long limit, long used) {}
