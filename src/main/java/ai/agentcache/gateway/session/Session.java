package ai.agentcache.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A session.
 *
 * @param user whose it is, if its maker said so
 * @param data what it holds
 * @param createdAt epoch ms
 * @param lifeMillis how long it lives after each access
 * @param version counts the changes of its data
 */
record Session(
    @Nullable String user, ObjectNode data, long createdAt, long lifeMillis, long version) {}
