package ai.agentcache.agent.context;

import ai.agentcache.agent.progress.ProgressFields;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent wants to be changed in a context.
 *
 * @param name the new name, null when it stays
 * @param progress fields of progress that are set, null when none is
 * @param rest everything else, to be merged
 */
record ContextChange(@Nullable String name, @Nullable ObjectNode progress, ObjectNode rest) {

  private static final String NAME = "name";
  private static final String PREFERENCES = "preferences";
  private static final String PROGRESS = "progress";
  private static final String HISTORY = "session_history";
  private static final int LONGEST_NAME = 128;
  private static final int MOST_ENTRIES = 100;

  /** One of these makes a request a change. */
  private static final List<String> CHANGING = List.of(NAME, PREFERENCES, PROGRESS, HISTORY);

  /** What says who is meant, and what the service says itself. */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "userId",
          "user_id",
          "agent_id",
          "agentId",
          "version",
          "created_at",
          "updated_at",
          "new_user");

  /** Reads the change in a body; empty when it has none and the context is only read. */
  static Optional<ContextChange> read(JsonFields body) {
    ObjectNode tree = body.tree();
    if (CHANGING.stream().noneMatch(name -> tree.hasNonNull(name))) {
      return Optional.empty();
    }
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    tree.properties()
        .forEach(
            field -> {
              if (!NOT_KEPT.contains(field.getKey())) {
                FreeFields.check(field.getKey(), field.getValue());
                rest.set(field.getKey(), field.getValue());
              }
            });
    rest.remove(List.of(NAME, PROGRESS));
    checkKnown(rest);
    return Optional.of(
        new ContextChange(
            body.optionalText(NAME, LONGEST_NAME),
            tree.hasNonNull(PROGRESS)
                ? ProgressFields.checked(PROGRESS, tree.path(PROGRESS))
                : null,
            rest));
  }

  private static void checkKnown(ObjectNode rest) {
    if (rest.hasNonNull(PREFERENCES) && !rest.path(PREFERENCES).isObject()) {
      throw ApiException.field(PREFERENCES, "must be an object");
    }
    if (!rest.hasNonNull(HISTORY)) {
      rest.remove(HISTORY);
      return;
    }
    JsonNode history = rest.path(HISTORY);
    boolean fits = history.isArray() && history.size() <= MOST_ENTRIES;
    for (JsonNode entry : history) {
      fits &= entry.isObject();
    }
    if (!fits) {
      throw ApiException.field(HISTORY, "must be a list of at most " + MOST_ENTRIES + " objects");
    }
  }

  /** The names of what is changed. */
  List<String> names(JsonFields body) {
    return CHANGING.stream().filter(name -> body.tree().hasNonNull(name)).toList();
  }
}
