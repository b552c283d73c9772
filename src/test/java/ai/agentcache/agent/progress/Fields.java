package ai.agentcache.agent.progress;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Fields and updates for tests. */
final class Fields {

  static final ProgressRules RULES = new ProgressRules(Set.of("messages", "minutes"));

  private static final List<String> NAMES =
      List.of("messages", "word_count", "quizScore", "score", "topics", "level", "done", "a/b~c");

  private Fields() {}

  /** An object, written with single quotes. */
  static ObjectNode of(String json) {
    return ProgressJson.object(json.replace('\'', '"'));
  }

  /** What one update of that moment says. */
  static Progress said(long millis, String json) {
    return RULES.said(of(json), new Moment(millis, 0));
  }

  /** Any updates, no two of the same moment. */
  static List<Progress> random(long seed, int count) {
    Random random = new Random(seed);
    List<Progress> updates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Moment moment = new Moment(random.nextInt(30) * 86_400_000L, i);
      updates.add(RULES.said(random(random, 2), moment));
    }
    return updates;
  }

  private static ObjectNode random(Random random, int levels) {
    ObjectNode fields = ProgressJson.MAPPER.createObjectNode();
    for (String name : NAMES) {
      switch (random.nextInt(levels > 0 ? 6 : 5)) {
        case 0 -> fields.put(name, random.nextInt(100));
        case 1 -> fields.put(name, random.nextInt(1_000) / 10.0);
        case 2 -> fields.put(name, "text " + random.nextInt(5));
        case 3 -> {
          ArrayNode list = fields.putArray(name);
          random.ints(3, 0, 10).forEach(item -> list.add("item " + item));
        }
        case 4 -> fields.put(name, random.nextBoolean());
        default -> fields.set(name, random(random, levels - 1));
      }
    }
    return fields;
  }
}
