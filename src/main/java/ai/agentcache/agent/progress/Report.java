package ai.agentcache.agent.progress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What an agent reports, checked.
 *
 * @param user of whom
 * @param sessionId in which session
 * @param agentId who reports
 * @param type what kind of update it is; batches are of one
 * @param updateId what makes a repetition of it known, null when the agent sent nothing
 * @param fields the progress
 */
record Report(
    UserKey user,
    String sessionId,
    String agentId,
    String type,
    @Nullable String updateId,
    ObjectNode fields) {}
