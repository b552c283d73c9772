package ai.agentcache.access;

import java.time.YearMonth;

/**
 * What a replica has to book on a key. It never changes, so that sending it again after a timeout
 * is safe: Redis takes each number of a replica once.
 *
 * @param keyId the key
 * @param month the month it is booked in
 * @param number counts up with every booking of a replica; 0 books nothing and only asks for the
 *     sum
 * @param nanos how much, nano-dollars
 */
record Booking(String keyId, YearMonth month, long number, long nanos) {}
