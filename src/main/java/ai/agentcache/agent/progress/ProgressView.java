package ai.agentcache.agent.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/** Progress as agents see it: each field where it was sent, with what it has come to. */
public final class ProgressView {

  private static final String STREAK = "streak";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ProgressView() {}

  /**
   * The view of progress in its stored form.
   *
   * @param stored what {@link ProgressRowStore} keeps
   * @param epochMillis now, for a streak ends when a day has gone by
   */
  public static ObjectNode of(String stored, long epochMillis) {
    return of(ProgressJson.decode(stored), epochMillis);
  }

  /** The view of progress. */
  public static ObjectNode of(Progress progress, long epochMillis) {
    ObjectNode view = NODES.objectNode();
    progress.latest().forEach((path, last) -> put(view, path, last.value()));
    progress.counters().forEach((path, sum) -> put(view, path, NODES.numberNode(sum)));
    progress.scores().forEach((path, score) -> put(view, path, NODES.numberNode(score.average())));
    progress
        .lists()
        .forEach(
            (path, texts) -> {
              ArrayNode list = NODES.arrayNode();
              texts.forEach(list::add);
              put(view, path, list);
            });
    if (!progress.days().runs().isEmpty()) {
      view.set(STREAK, streak(progress.days(), ActiveDays.day(epochMillis)));
    }
    return view;
  }

  private static ObjectNode streak(ActiveDays days, long today) {
    return NODES
        .objectNode()
        .put("current", days.current(today))
        .put("longest", days.longest())
        .put("last_day", LocalDate.ofEpochDay(days.last()).toString());
  }

  /** A value that stands where there is an object already is less than what it has inside. */
  private static void put(ObjectNode view, String path, JsonNode value) {
    List<String> names = FieldPath.names(path);
    ObjectNode parent = view;
    for (String name : names.subList(0, names.size() - 1)) {
      parent = parent.get(name) instanceof ObjectNode inner ? inner : parent.putObject(name);
    }
    String name = names.get(names.size() - 1);
    if (!(parent.get(name) instanceof ObjectNode)) {
      parent.set(name, value);
    }
  }
}
