package ai.agentcache.agent.progress;

/**
 * What was forgotten of a user in Redis.
 *
 * @param letters how many updates that could not be applied
 * @param epochMicros when, by the clock of Redis, by which updates are accepted
 */
public record ErasedLetters(long letters, long epochMicros) {}
