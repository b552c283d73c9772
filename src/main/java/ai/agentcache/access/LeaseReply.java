package ai.agentcache.access;

import ai.agentcache.access.Admission.Cause;

/**
 * The answer of Redis.
 *
 * @param granted requests admitted, to be used within the second of {@code now}
 * @param remaining requests left in the window
 * @param resetAtMillis when the window is empty if no more come, epoch milliseconds
 * @param retryAfterMillis until a place of the full window is free, 0 if it is not full
 * @param quotaUsed requests of this month, those granted now included
 * @param cause why fewer were granted than needed
 * @param now Redis' clock, epoch milliseconds
 */
record LeaseReply(
    long granted,
    long remaining,
    long resetAtMillis,
    long retryAfterMillis,
    long quotaUsed,
    Cause cause,
    long now) {}
