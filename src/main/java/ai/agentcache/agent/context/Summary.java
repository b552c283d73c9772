package ai.agentcache.agent.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user in a few words, for the prompt of an agent: some hundred characters instead of the
 * thousands that the context may have.
 */
final class Summary {

  private static final int LONGEST = 600;
  private static final int MOST_VALUES = 12;
  private static final int MOST_TEXTS = 3;
  private static final int LONGEST_VALUE = 40;

  private Summary() {}

  /**
   * The summary of a context.
   *
   * @param sessions the latest learning sessions
   */
  static String of(ObjectNode context, ArrayNode sessions) {
    List<String> parts = new ArrayList<>();
    parts.add(context.path("name").asText("").isEmpty() ? "User" : shown(context.get("name")));
    add(parts, "", values(context.path("preferences")));
    add(parts, "progress: ", values(context.path("progress")));
    addStreak(parts, context.path("progress").path("streak"));
    if (!sessions.isEmpty()) {
      addLast(parts, sessions.get(0));
    }
    String all = String.join("; ", parts);
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 1) + "…";
  }

  private static void add(List<String> parts, String label, String text) {
    if (!text.isEmpty()) {
      parts.add(label + text);
    }
  }

  private static String values(JsonNode object) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (values.size() >= MOST_VALUES) {
        break;
      } else if (value.isArray()) {
        values.add(field.getKey() + " " + value.size());
      } else if (value.isValueNode() && !value.isNull()) {
        values.add(field.getKey() + " " + shown(value));
      }
    }
    return String.join(", ", values);
  }

  private static void addStreak(List<String> parts, JsonNode streak) {
    if (streak.path("current").asLong() > 0) {
      parts.add("streak " + streak.path("current").asLong() + " d");
    }
  }

  private static void addLast(List<String> parts, JsonNode session) {
    StringBuilder last = new StringBuilder("last session ");
    String at = session.path("created_at").asText("");
    last.append(at, 0, Math.min(at.length(), "2000-01-01".length()));
    if (session.has(LearningSession.MINUTES)) {
      last.append(", ").append(session.get(LearningSession.MINUTES).asText()).append(" min");
    }
    List<String> topics = new ArrayList<>();
    for (JsonNode topic : session.path(LearningSession.TOPICS)) {
      if (topics.size() < MOST_TEXTS) {
        topics.add(shown(topic));
      }
    }
    if (!topics.isEmpty()) {
      last.append(": ").append(String.join(", ", topics));
    }
    parts.add(last.toString());
  }

  private static String shown(JsonNode value) {
    String text = value.asText();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
