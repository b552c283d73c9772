package ai.agentcache.access;

/**
 * A month's allowance.
 *
 * @param limit requests a month, 0 for none
 * @param used requests of this month
 */
public record Quota(long limit, long used) {}
