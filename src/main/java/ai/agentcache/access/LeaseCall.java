package ai.agentcache.access;

import java.time.YearMonth;
import java.util.SortedMap;

/**
 * One question to Redis.
 *
 * @param limit requests a window
 * @param quota requests a month, 0 for none
 * @param needed requests that wait for the answer
 * @param extra further ones wanted as a lease
 * @param changes what Redis does not know yet, by second
 * @param month the month it is by our best knowledge of Redis' clock
 * @param sentAt when it was asked, milliseconds of the limiter
 */
record LeaseCall(
    long limit,
    long quota,
    long needed,
    long extra,
    SortedMap<Long, Long> changes,
    YearMonth month,
    long sentAt) {}
