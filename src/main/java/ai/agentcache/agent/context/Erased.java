package ai.agentcache.agent.context;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was removed of a user.
 *
 * @param contexts contexts, 0 or 1
 * @param progress summed-up progress, 0 or 1
 * @param updates ids of updates that had been applied
 * @param batches batches that had been written
 * @param sessions learning sessions
 * @param deadLetters updates that could not be applied
 * @param further what others kept, by its name
 */
record Erased(
    long contexts,
    long progress,
    long updates,
    long batches,
    long sessions,
    long deadLetters,
    Map<String, Long> further) {

  Erased {
    further = Map.copyOf(further);
  }

  /** The same with what was found elsewhere. */
  Erased with(long letters, Map<String, Long> elsewhere) {
    return new Erased(contexts, progress, updates, batches, sessions, letters, elsewhere);
  }

  /** Whether there was nothing. */
  boolean isNothing() {
    return contexts + progress + updates + batches + sessions + deadLetters == 0
        && further.values().stream().allMatch(count -> count == 0);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    new TreeMap<>(further).forEach(json::put);
    return json.put("context", contexts)
        .put("progress", progress)
        .put("updates", updates)
        .put("batches", batches)
        .put("sessions", sessions)
        .put("dead_letters", deadLetters);
  }
}
