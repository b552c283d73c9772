package ai.agentcache.agent.context;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a user; all of it may be missing.
 *
 * @param name the name
 * @param context preferences, history and whatever else agents keep, JSON
 * @param version how often it was changed, 0 for a new user
 * @param progress the progress in the form it is stored in
 * @param createdAt when something was first kept
 * @param updatedAt when the context was last changed
 */
record StoredContext(
    @Nullable String name,
    @Nullable String context,
    long version,
    @Nullable String progress,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {}
