package ai.agentcache.agent.progress;

import java.util.ArrayList;
import java.util.List;

/** Where a field is, as a JSON pointer (RFC 6901). */
final class FieldPath {

  private FieldPath() {}

  static String below(String parent, String name) {
    return parent + '/' + name.replace("~", "~0").replace("/", "~1");
  }

  /** The names on the way to a field, its own last. */
  static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.substring(1).split("/", -1)) {
      names.add(name.replace("~1", "/").replace("~0", "~"));
    }
    return names;
  }
}
