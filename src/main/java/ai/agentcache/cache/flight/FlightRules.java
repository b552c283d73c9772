package ai.agentcache.cache.flight;

import java.time.Duration;

/**
 * What holds for all flights.
 *
 * @param most how many can be joined at a time
 * @param storableBytes how large an answer may be to be stored
 * @param finishes whether one whose answer would be stored is finished when nobody waits for it
 * @param patience how long that may take
 */
public record FlightRules(int most, long storableBytes, boolean finishes, Duration patience) {}
