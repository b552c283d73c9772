package ai.agentcache.agent.progress;

import java.time.Instant;

/**
 * A batch of which updates have been written.
 *
 * @param user of whom
 * @param type of which type
 * @param size how many updates were applied or given up
 * @param failed how many of them were given up
 * @param openedAt when its first update was accepted
 * @param appliedAt when the last of it was written
 */
record WrittenBatch(
    UserKey user, String type, int size, int failed, Instant openedAt, Instant appliedAt) {}
