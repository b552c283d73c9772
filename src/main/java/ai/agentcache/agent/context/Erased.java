package ai.agentcache.agent.context;

import io.vertx.core.json.JsonObject;

/**
 * What was removed of a user.
 *
 * @param contexts contexts, 0 or 1
 * @param progress summed-up progress, 0 or 1
 * @param updates ids of updates that had been applied
 * @param batches batches that had been written
 * @param sessions learning sessions
 * @param deadLetters updates that could not be applied
 */
record Erased(
    long contexts, long progress, long updates, long batches, long sessions, long deadLetters) {

  /** The same with that many dead letters. */
  Erased withDeadLetters(long letters) {
    return new Erased(contexts, progress, updates, batches, sessions, letters);
  }

  /** Whether there was nothing. */
  boolean isNothing() {
    return contexts + progress + updates + batches + sessions + deadLetters == 0;
  }

  JsonObject json() {
    return new JsonObject()
        .put("context", contexts)
        .put("progress", progress)
        .put("updates", updates)
        .put("batches", batches)
        .put("sessions", sessions)
        .put("dead_letters", deadLetters);
  }
}
