package ai.agentcache.agent.progress;

/**
 * A batch of which updates wait.
 *
 * @param user of whom
 * @param type of which type
 * @param openedMillis when it was opened, milliseconds since the epoch
 * @param size how many updates it has so far
 */
record WaitingBatch(UserKey user, String type, long openedMillis, int size) {}
